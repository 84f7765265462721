const schemaFolder = 'schema/';

// Hidden folders, dependencies and tests of a repository hold Markdown and JSON that are no part of the spec.
const foreignFolder = /(?:^|\/)(?:\.[^/]*|node_modules|vendor|tests?|testdata)\//u;

/** Whether a file of a version's folder is an official schema, or stands beside one. */
export const isSchemaPath = (path: string): boolean =>
  path.startsWith(schemaFolder) && /\.(?:json|ya?ml|md)$/iu.test(path) && !foreignFolder.test(path);

/** Whether a file of a version's folder is a document of the spec. */
export const isDocumentPath = (path: string): boolean =>
  !path.startsWith(schemaFolder) && /\.(?:md|markdown)$/iu.test(path) && !foreignFolder.test(path);
