/**
 * The Content-Disposition of a file that is saved and never shown in the browser, with its name in any
 * alphabet (RFC 6266, RFC 8187) and a plain one for programs that read only that.
 */
export function attachmentNamed(name: string): string {
  const whole = name.toWellFormed()
  const plain = whole.replace(/[^\w. -]/g, '_')
  const encoded = encodeURIComponent(whole).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
