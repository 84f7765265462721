export { isMustLevel, keywordLevels, levels } from './keyword.ts';
export type { Keyword, Level } from './keyword.ts';
export { informativeReasons, places, presences, propertyTypes, roles } from './extraction.ts';
export type {
  Condition,
  Extraction,
  Fingerprint,
  FingerprintParts,
  Informative,
  InformativeReason,
  LineRange,
  Outline,
  Place,
  Position,
  Presence,
  PrintedExtraction,
  PrintedRequirement,
  Property,
  PropertyRef,
  PropertyType,
  Requirement,
  Role,
} from './extraction.ts';
export { formats, ruleTargets } from './properties.ts';
export type { Case, Demand, Format, Properties, PropertyRule, RegisteredProperty, RuleTarget, Scalar } from './properties.ts';
export type { Prose, ProseExample, ProseKeyword, ProseProperty, ProseSentence } from './prose.ts';
export type { DocumentSettings, Spec, SpecVersion } from './spec.ts';
export { changeClasses, changeFlags, effects } from './registry.ts';
export type {
  Binding,
  ChangeClass,
  ChangeFlag,
  Decision,
  Decisions,
  Effect,
  RegisteredChange,
  RegisteredFacts,
  RegisteredPlace,
  RegisteredRequirement,
  RegisteredText,
  RegisteredVersion,
  Registry,
  WordingClass,
} from './registry.ts';
export { differenceCauses, differenceKinds } from './drift.ts';
export type { DifferenceCause, DifferenceKind, DriftRecords, RecordedDifference, RecordedExample, RecordedVersions } from './drift.ts';
export type { Override, Overrides } from './overrides.ts';
export { dispositionKinds } from './dispositions.ts';
export type { Disposition, DispositionKind, Dispositions, RefRule } from './dispositions.ts';
export { describeDispositionProblem, resolveDispositions } from './resolve-dispositions.ts';
export type { DispositionProblem, ResolveDispositionsOptions, ResolvedDispositions } from './resolve-dispositions.ts';
export { cgroupModes, checkStates, verdicts } from './evidence.ts';
export type {
  CgroupMode,
  CheckState,
  Evidence,
  EvidenceHeader,
  EvidenceLine,
  EvidenceRecord,
  EvidenceTotals,
  HostFacts,
  ListedCheck,
  Observation,
  RunError,
  RunSelection,
  SuiteInfo,
  TargetInfo,
  Verdict,
} from './evidence.ts';
export { evidenceProblemKinds, parseEvidence } from './parse-evidence.ts';
export type { EvidenceProblem, EvidenceProblemKind, ParsedEvidence } from './parse-evidence.ts';
export { serializeEvidence } from './serialize-evidence.ts';
export { compareIds, documentKey, formatId, formatRef, parseId, parseRef } from './ids.ts';
export type { IdParts, RefParts } from './ids.ts';
export { refsOf } from './ref.ts';
export type { Ref, RegisteredRef } from './ref.ts';
export { expandRefs } from './ref-table.ts';
export type { RefRow, RefTable, Refs } from './ref-table.ts';
export { targetKinds } from './target.ts';
export type { TargetKind } from './target.ts';
export { errorCodes, isSpecproofError, SpecproofError } from './error.ts';
export type { ErrorCode } from './error.ts';
export { checkFile, invalidFile, parseFile } from './validate-file.ts';
export type { FileKind, FileTypes } from './validate-file.ts';
