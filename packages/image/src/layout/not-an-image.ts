import path from 'node:path';
import { SpecproofError } from '@specproof/model';
import type { OpenedImage } from './opened-image.ts';

const wanted = 'An OCI image layout is a folder, or a tar archive of one, with `oci-layout`, `index.json` and `blobs`.';

/** What a file is that is no archive of an image. */
export const unknownFile = (source: string, compression: string): SpecproofError =>
  new SpecproofError(
    'INVALID_FILE',
    compression === 'xz' || compression === 'bzip2'
      ? `${source} is compressed with ${compression}. Decompress it first, or pack it with gzip or zstd.`
      : `${source} is no tar archive${compression === 'none' ? '' : ` once it is decompressed (${compression})`}. ${wanted}`,
  );

/** What a folder or archive with these files is, if it is no image layout. */
export function notAnImage({ source, form }: Pick<OpenedImage, 'source' | 'form'>, paths: ReadonlySet<string>): SpecproofError | undefined {
  if (paths.has('oci-layout') || paths.has('index.json') || [...paths].some((file) => file.startsWith('blobs/'))) return undefined;
  return new SpecproofError('INVALID_FILE', `${source} is ${describe(form, source, paths)}`);
}

function describe(form: OpenedImage['form'], source: string, paths: ReadonlySet<string>): string {
  const target = 'oci:image:latest';
  const nested = [...paths].find((file) => path.posix.basename(file) === 'oci-layout');
  if (nested !== undefined) {
    const folder = path.posix.dirname(nested);
    return `an archive whose layout lies in its folder ${folder}. Pack the folder's content instead: tar -C ${folder} -cf image.tar .`;
  }
  if (paths.has('manifest.json') && paths.has('version')) return `a folder written by skopeo's dir: transport, not an OCI image layout. Convert it: skopeo copy dir:${source} ${target}`;
  if (paths.has('manifest.json') || paths.has('repositories')) {
    return form === 'archive'
      ? `a docker-archive (as written by docker save), not an OCI image layout. Convert it: skopeo copy docker-archive:${source} ${target}`
      : `an unpacked docker-archive, not an OCI image layout. Pack it and convert it: tar -C ${source} -cf image.tar . && skopeo copy docker-archive:image.tar ${target}`;
  }
  if (paths.has('config.json') && paths.has('rootfs')) return 'a bundle for a runtime, not an OCI image layout. Name the image that it was made of.';
  return form === 'archive'
    ? `a tar archive that holds no image: a single layer, perhaps. ${wanted} Make one: skopeo copy tarball:${source} ${target}`
    : `a folder that holds no image. ${wanted} Make one: umoci init --layout image`;
}
