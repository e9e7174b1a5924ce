import { createHash } from 'node:crypto'
import {
  createReadStream,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { UserError } from '#core/errors.ts'
import { type MavenOptions, runMaven } from './maven.ts'

/** An engine's program on Maven Central. */
export type Artifact = {
  /** `group:artifact:version`, for an archive also `:type`. */
  coordinates: string
  /** Approximate size of the download. */
  size: string
  /** SHA-256 over every file of the program, computed by `digestFolder`. */
  digest: string
} & (
  | { kind: 'archive'; /** The part of the archive that is kept. */ folder: string }
  | { kind: 'jars' }
)

/** Fetches a program into `target`, all or nothing; throws UserError if its digest is wrong. */
export async function fetchArtifact(
  artifact: Artifact,
  target: string,
  options: Omit<MavenOptions, 'cwd'>,
): Promise<void> {
  const aside = `${target}.partial`
  rmSync(aside, { recursive: true, force: true })
  mkdirSync(aside)
  try {
    const fetched = await fetchInto(aside, artifact, { ...options, cwd: aside })
    options.onProgress('checking')
    const digest = await digestFolder(fetched)
    if (digest !== artifact.digest) throw new UserError(different(artifact, digest))
    renameSync(fetched, target)
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
}

async function fetchInto(aside: string, artifact: Artifact, options: MavenOptions) {
  const lib = join(aside, 'lib')
  if (artifact.kind === 'archive') {
    const unpacked = {
      artifact: artifact.coordinates,
      outputDirectory: lib,
      'mdep.unpack.includes': `${artifact.folder}/**`,
    }
    await runMaven('unpack', unpacked, options)
    return join(lib, artifact.folder)
  }
  writeFileSync(join(aside, 'pom.xml'), toPom(artifact.coordinates))
  await runMaven('copy-dependencies', { outputDirectory: lib, includeScope: 'runtime' }, options)
  return lib
}

function toPom(coordinates: string): string {
  const [group, name, version] = coordinates.split(':')
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>dateline</groupId>
  <artifactId>engine</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>${group}</groupId>
      <artifactId>${name}</artifactId>
      <version>${version}</version>
    </dependency>
  </dependencies>
</project>
`
}

/** SHA-256 over the names and SHA-256 of all files, sorted by name. */
export async function digestFolder(folder: string): Promise<string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => !entry.isDirectory())
  const paths = files.map((file) => join(file.parentPath, file.name)).sort()
  const whole = createHash('sha256')
  for (const path of paths) {
    const hash = createHash('sha256')
    await pipeline(createReadStream(path), hash)
    whole.update(`${hash.digest('hex')}  ${path.slice(folder.length + 1)}\n`)
  }
  return whole.digest('hex')
}

function different({ coordinates }: Artifact, digest: string): string {
  const [group, name, version] = coordinates.split(':')
  const kept = `~/.m2/repository/${group!.replaceAll('.', '/')}/${name}/${version}`
  return `what Maven brought for ${coordinates} is not what was tested (SHA-256 ${digest}), so it is not used; remove ${kept} and try again`
}
