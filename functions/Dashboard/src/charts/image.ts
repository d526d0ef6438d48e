// A chart as a picture. What the style sheet says of it is written into a copy, as attributes: a picture has no style sheet of its
// own, and the page's policy lets nobody put one in.

const properties = [
  'fill', 'fill-opacity', 'stroke', 'stroke-opacity', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin', 'stop-color', 'stop-opacity', 'opacity', 'font-family', 'font-size', 'font-weight',
];

/** How much finer a picture is than the screen. */
const scale = 2;
const padding = 20;

/** A chart and what it is of, as a PNG. */
export async function paintChart(chart: SVGSVGElement, title: string, subtitle: string): Promise<Blob> {
  const style = getComputedStyle(chart);
  const [width, height] = [chart.clientWidth || chart.width.baseVal.value, chart.clientHeight || chart.height.baseVal.value];
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const head = 3.4 * rem;
  const canvas = document.createElement('canvas');
  canvas.width = scale * (width + 2 * padding);
  canvas.height = scale * (height + head + 2 * padding);
  const context = canvas.getContext('2d')!;
  context.scale(scale, scale);
  context.fillStyle = groundOf(chart);
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = style.color;
  context.textBaseline = 'top';
  context.font = `600 ${1.1 * rem}px ${style.fontFamily}`;
  context.fillText(title, padding, padding, width);
  context.globalAlpha = 0.75;
  context.font = `400 ${0.85 * rem}px ${style.fontFamily}`;
  context.fillText(subtitle, padding, padding + 1.6 * rem, width);
  context.globalAlpha = 1;
  context.drawImage(await imageOf(chart, width, height), padding, padding + head, width, height);
  return await new Promise((resolve, reject) => {
    canvas.toBlob(blob => (blob === null ? reject(new Error('There is no picture of it.')) : resolve(blob)), 'image/png');
  });
}

async function imageOf(chart: SVGSVGElement, width: number, height: number): Promise<HTMLImageElement> {
  const copy = chart.cloneNode(true) as SVGSVGElement;
  const copies = [copy, ...copy.querySelectorAll('*')];
  [chart, ...chart.querySelectorAll('*')].forEach((element, index) => {
    const style = getComputedStyle(element);
    for (const property of properties) {
      copies[index]!.setAttribute(property, style.getPropertyValue(property).replaceAll('"', "'"));
    }

    if (element.matches('.cursor, .marked')) {
      copies[index]!.remove();
    }

    copies[index]!.removeAttribute('class');
    copies[index]!.removeAttribute('style');
  });
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  return image;
}

/** The first ground behind an element that is not seen through. */
function groundOf(element: Element | null): string {
  for (let one = element; one !== null; one = one.parentElement) {
    const colour = getComputedStyle(one).backgroundColor;
    if (colour !== 'transparent' && colour !== 'rgba(0, 0, 0, 0)') {
      return colour;
    }
  }

  return '#ffffff';
}
