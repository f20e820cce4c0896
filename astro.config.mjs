import node from '@astrojs/node'
import preact from '@astrojs/preact'
import { defineConfig } from 'astro/config'
import { leftOutClasses } from './src/styles/left-out.ts'

export default defineConfig({
  output: 'server',
  // src/server.ts holds the server: static files, compression, limits and headers on every answer.
  // Without streaming: half a page on its way when a part of it fails would end as one that says all is well.
  adapter: node({ mode: 'middleware', experimentalDisableStreaming: true }),
  // Draws the charging sheet on the server. Only the live estimate brings it to the browser (src/browser/live-estimate.ts).
  integrations: [preact()],
  // Drafts and sign-ins keep their own sessions, in the database.
  session: false,
  trailingSlash: 'ignore',
  compressHTML: true,
  build: {
    // Styles come as files: cached for good, and nothing inline for the policy below to allow.
    inlineStylesheets: 'never',
  },
  devToolbar: { enabled: false },
  security: {
    // Astro's own check is fixed when it is built and refuses every form behind a TLS proxy.
    // src/middleware.ts compares with the origin the server runs under.
    checkOrigin: false,
    // Sent as a header with every page that is rendered. Scripts and styles are ours, from files, by hash.
    csp: {
      directives: [
        "default-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "object-src 'none'",
      ],
    },
  },
  vite: {
    build: { assetsInlineLimit: 0 },
    plugins: [
      {
        // Our own server code runs from source, beside src/server.ts, and not a second time inside the
        // bundle: one pool, one log, one set of error classes, and paths that are where they say.
        name: 'server-code-stays-outside',
        enforce: 'pre',
        apply: 'build',
        applyToEnvironment: (environment) => environment.config.consumer === 'server',
        resolveId: (id) => (/^#(?:src|db)\/.*\.ts$/.test(id) ? { id, external: true } : undefined),
      },
      {
        // Vite's helper fetches the parts of a script that comes later ahead, and weighs twice what asks for it: the
        // one that is (src/browser/live-estimate.ts) can wait for its parts.
        name: 'no-preload-helper',
        apply: 'build',
        transform: (_, id) =>
          id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load()' : undefined,
      },
      {
        // Each render digests the same few scripts and styles again for the policy: once is enough.
        name: 'policy-digests-once',
        apply: 'build',
        transform(code, id) {
          if (!id.endsWith('/astro/dist/core/encryption.js')) return undefined
          const declared = 'async function generateCspDigest(data, algorithm) {'
          if (!code.includes(declared)) this.error('Astro digests for its policy in another way now.')
          return code.replace(
            declared,
            `const digests = new Map();
            function generateCspDigest(data, algorithm) {
              const key = algorithm + data;
              if (!digests.has(key)) {
                if (digests.size > 500) digests.clear();
                digests.set(key, digestOnce(data, algorithm));
              }
              return digests.get(key);
            }
            async function digestOnce(data, algorithm) {`,
          )
        },
      },
    ],
    css: {
      preprocessorOptions: { scss: { loadPaths: ['node_modules'] } },
      lightningcss: { unusedSymbols: [...leftOutClasses()] },
    },
  },
})
