// Builds what the browser gets from npm's files: no other host, no licensed font, only what pages use.
// Output: src/kith/service/ui/static/ui/build/ (never committed).
import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { build } from "esbuild";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "../src/kith/service/ui/static/ui/build");
const nhsuk = join(here, "node_modules/nhsuk-frontend/dist/nhsuk");

await rm(out, { recursive: true, force: true });
await mkdir(join(out, "images"), { recursive: true });

// No source maps: collectstatic with a manifest refuses a sourceMappingURL whose file is missing.
const { css } = sass.compile(join(here, "src/kith.scss"), {
  style: "compressed",
  quietDeps: true,
  importers: [{ findFileUrl: (url) => (url.startsWith("nhsuk/") ? pathToFileURL(join(nhsuk, url.slice(6))) : null) }],
});
if (/https?:\/\/(?!www\.w3\.org)/.test(css) || css.includes("@font-face")) {
  throw new Error("the stylesheet calls another host or loads a font");
}
await writeFile(join(out, "kith.css"), css);

await build({
  bundle: true,
  minify: true,
  legalComments: "none",
  target: "es2020",
  entryPoints: {
    kith: join(here, "src/kith.mjs"),
    keeping: join(here, "src/keeping.mjs"), // only where somebody writes for long
    supported: join(here, "src/supported.mjs"),
    offline: join(here, "src/offline/page.mjs"), // answering without a line, and what gets a device ready for it
    ready: join(here, "src/offline/ready.mjs"),
    worker: join(here, "src/offline/worker.mjs"),
  },
  outdir: out,
  format: "iife",
});
// The icons that the stylesheet names.
for (const [, icon] of css.matchAll(/url\("?images\/([a-z-]+\.svg)"?\)/g)) {
  await cp(join(nhsuk, "assets/images", icon), join(out, "images", icon));
}
