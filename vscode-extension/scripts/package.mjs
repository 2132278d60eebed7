// Makes the .vsix of one platform: the bundle, and the programs in `server/`.
//
//   npm run package                              the platform of this machine, from ../target
//   npm run package -- --target T --programs D   platform T, from the folder D
//
// On Linux the programs are built here if they are not there, statically: one file runs with every C
// library, so that linux-x64 and alpine-x64 are the same programs.
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdirSync, rmSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const known = ["linux-x64", "linux-arm64", "alpine-x64", "alpine-arm64", "darwin-x64", "darwin-arm64", "win32-x64", "win32-arm64"];
const limit = 8e6;
const extension = dirname(dirname(fileURLToPath(import.meta.url)));
const repository = dirname(extension);
const here = `${process.platform}-${process.arch}`;

const { values } = parseArgs({
  options: {
    target: { type: "string", default: here },
    programs: { type: "string" },
    output: { type: "string" },
  },
});
if (!known.includes(values.target)) {
  throw new Error(`unknown target ${values.target}: expected one of ${known.join(", ")}`);
}

function run(command, parameters, options = {}) {
  console.log(`> ${command} ${parameters.join(" ")}`);
  execFileSync(command, parameters, { cwd: extension, stdio: "inherit", ...options });
}

/** Builds the programs for this machine; gives their folder. */
function build() {
  const isHere = values.target === here || (values.target === "alpine-x64" && here === "linux-x64");
  if (!isHere) {
    throw new Error(`the programs of ${values.target} can't be built on ${here}: name their folder with --programs`);
  }
  const packages = ["-p", "trace-lsp", "-p", "trace-lint"];
  if (process.platform !== "linux") {
    run("cargo", ["build", "--release", ...packages], { cwd: repository });
    return join(repository, "target/release");
  }
  const triple = `${process.arch === "arm64" ? "aarch64" : "x86_64"}-unknown-linux-gnu`;
  // Packed relocations and one copy of functions that are the same: half a tenth less to download. On x64 Rust links with
  // its own lld, which can do the latter.
  const small = ["-z,pack-relative-relocs", ...(process.arch === "x64" ? ["--icf=all"] : [])];
  const options = ["-C target-feature=+crt-static", ...small.map((option) => `-C link-arg=-Wl,${option}`)];
  const flags = [process.env.RUSTFLAGS ?? "", ...options].join(" ").trim();
  run("cargo", ["build", "--release", "--target", triple, ...packages], {
    cwd: repository,
    env: { ...process.env, RUSTFLAGS: flags },
  });
  return join(repository, process.env.CARGO_TARGET_DIR ?? "target", triple, "release");
}

const programs = values.programs === undefined ? build() : resolve(values.programs);
const suffix = values.target.startsWith("win32") ? ".exe" : "";
const server = join(extension, "server");
rmSync(server, { recursive: true, force: true });
mkdirSync(server);
for (const name of [`trace-lsp${suffix}`, `trace-lint${suffix}`]) {
  const from = join(programs, name);
  if (!existsSync(from)) {
    throw new Error(`${from} is not there`);
  }
  copyFileSync(from, join(server, name));
  chmodSync(join(server, name), 0o755);
}

for (const licence of ["LICENSE-MIT", "LICENSE-APACHE"]) {
  copyFileSync(join(repository, licence), join(extension, `${licence}.txt`));
}

run("npm", ["run", "--silent", "check"]);
run(process.execPath, ["scripts/build.mjs"]);
const output = resolve(values.output ?? join(extension, `trace-lint-${values.target}.vsix`));
const vsce = join(extension, "node_modules/.bin/vsce");
run(vsce, ["package", "--no-dependencies", "--skip-license", "--target", values.target, "--out", output]);
const { size } = statSync(output);
console.log(`${output}: ${(size / 1e6).toFixed(2)} MB`);
if (size > limit) {
  throw new Error(`the package is larger than ${limit / 1e6} MB`);
}
