// Loaded before the product: every address it fetches is printed, and nothing leaves the machine.
const real = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  const url = String(input?.url ?? input);
  process.stdout.write(`fetched ${url}\n`);
  if (/^https?:\/\/127\.0\.0\.1[:/]/.test(url)) return real(input, init);
  throw new TypeError('fetch failed');
};
