/**
 * Where a picture of a user, a template or an app is shown from: one within its URL, or one of the origins that the service lets
 * the page load from. Coder has paths of its own server, which are taken from the first of them. Null where it may not be shown.
 */
export function pictureOf(image: string, origins: readonly string[]): string | null {
  if (image.startsWith('data:image/')) {
    return image;
  }

  const [first] = origins;
  const isPath = /^\/(?![/\\])/.test(image);
  if (first === undefined || (!isPath && !URL.canParse(image))) {
    return null;
  }

  const url = isPath ? new URL(image, first) : new URL(image);
  return origins.includes(url.origin) ? url.href : null;
}
