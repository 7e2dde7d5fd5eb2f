// Fetches for Pagefind, before whose scripts the press puts this: there it stands for the
// browser's own `fetch`.
//
// Pagefind passes over a file of the index that does not come, and would count fewer pages
// without a word. A file that comes and cannot be read stops it. So it gets one that cannot
// be read for each that is not whole.
const fetch = ((fetch) => {
  const MARK = "pagefind_dcd";
  const isMarked = (bytes) => new TextDecoder().decode(bytes.slice(0, MARK.length)) === MARK;

  // Packed files end with a sum over all that is in them, which is checked on the way. Some
  // hosts send them unpacked.
  async function unpacked(bytes) {
    if (isMarked(bytes)) return bytes;
    // Browsers of before 2023, for which Pagefind unpacks.
    if (!globalThis.DecompressionStream) return bytes;
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    const whole = await new Response(stream).arrayBuffer();
    if (!isMarked(whole)) throw new TypeError("This is another kind of file.");
    return whole;
  }

  async function whole(address, cache) {
    const response = await fetch(address, { cache });
    if (!response.ok) throw new TypeError(`${address} was answered with ${response.status}.`);
    if (address.includes(".json")) return Response.json(await response.json());
    return new Response(await unpacked(await response.arrayBuffer()));
  }

  // What a browser or a host between has kept may be broken: the second time, it is passed by.
  return (address) =>
    whole(address, "default")
      .catch(() => whole(address, "reload"))
      .catch(() => new Response(MARK));
})(globalThis.fetch);
