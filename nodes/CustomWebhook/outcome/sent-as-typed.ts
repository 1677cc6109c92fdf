import { isSetByNode } from '../delivery';
import type { BodySettings, Settings } from '../settings';
import { textOutside } from '../template';

/** The fields that take placeholders, and the syntax of these. */
export type TemplateFields = Pick<Settings, 'url' | 'queryParameters' | 'headers' | 'body' | 'templates'>;

const PATH = String.raw`[a-z_]\w*(?:\.\w+|\[\d+\])*`;
const DOLLAR = new RegExp(String.raw`\$\{\s*${PATH}\s*\}`, 'gi');
/** With `${path}` as the syntax, `${name | upper}` is text. */
const DOLLAR_WITHOUT_PATH = /\$\{[^{}]+\}/;
const BRACES = new RegExp(String.raw`\{\{\s*${PATH}\s*\}\}|${DOLLAR_WITHOUT_PATH.source}`, 'gi');
/** Placeholders of other systems; the only matching group has the name. */
const LOOK_ALIKES = [
	/\*\|([a-z_]\w*)\|\*/gi,
	/\[\[\s*([a-z_][\w.]*)\s*\]\]/gi,
	/%{1,2}([a-z_]\w*)%{1,2}/gi,
	/\{!\s*([a-z_]\w*(?:\.\w+)*)\s*\}/gi,
	/(?:«|<<)\s*([a-z_][\w.]*)\s*(?:»|>>)/gi,
	/(?<![\w${])\{([a-z_]\w*(?:\.\w+)+)\}(?!\})/gi,
	/(?<=["'/=]|^)\{([a-z_]\w*)\}(?=["'/&?]|$)/gi,
	/(?<=["'/=]|^)<([a-z_][\w.]*)>(?=["'/&?]|$)/gi,
];
/** Tags of Liquid, Jinja and Twig, and of ERB and EJS; the only matching group has the name. */
const TAGS = [
	/\{%-?\s*(?:if|elsif|elif|unless|case|for\s+\w+\s+in)\s+(?:not\s+)?([a-z_][\w.]*)[^{}%]{0,200}%\}/gi,
	/<%[=-]?\s*(?:if[\s(]+)?([a-z_][\w.]*)[^<>%]{0,200}%>/gi,
];
/** Only in the path of a URL. */
const COLON = /(?<=\/):([a-z_]\w*)(?=[/?#]|$)/gi;

/** Placeholders of the syntax that is not chosen, each once: they are sent as typed. */
export function inOtherSyntax(fields: TemplateFields): string[] {
	const { syntax } = fields.templates;
	const found = textsOf(fields).flatMap(
		(text) => textOutside(text, syntax).match(syntax === 'dollar' ? BRACES : DOLLAR) ?? [],
	);
	return [...new Set(found)];
}

/**
 * Placeholders of other systems, such as `[[email]]` or `/:id`, with the path of the field that is meant.
 * @param pathOf returns the path of the items' field of this name; undefined if there is none
 */
export function lookAlikes(
	fields: TemplateFields,
	pathOf: (name: string) => string | undefined,
): Array<{ typed: string; path: string }> {
	const { syntax } = fields.templates;
	const found = new Map<string, string>();
	const look = (text: string, patterns: readonly RegExp[]) => {
		for (const pattern of patterns)
			for (const match of textOutside(text, syntax).matchAll(pattern)) {
				const path = pathOf(match[1] ?? '');
				if (path !== undefined) found.set(match[0], path);
			}
	};
	const isXml = fields.body.type === 'xml';
	for (const text of textsOf(fields))
		look(text, [...(isXml ? LOOK_ALIKES.slice(0, -2) : LOOK_ALIKES), ...TAGS]);
	const [path = ''] = textOutside(fields.url, syntax)
		.replace(/^[^/]*\/\/[^/]*/, '')
		.split('?', 1);
	for (const [typed, name = ''] of path.matchAll(COLON)) found.set(typed, pathOf(name) ?? name);
	return Array.from(found, ([typed, path]) => ({ typed, path }));
}

/** Whether a field has a `}}` that closes nothing. The braces of JSON are balanced, so they do not count. */
export function hasBracesLeftOver(fields: TemplateFields): boolean {
	if (fields.templates.syntax !== 'handlebars') return false;
	return textsOf(fields).some((text) => {
		const typed = textOutside(text, 'handlebars');
		return typed.includes('}}') && typed.split('}').length - typed.split('{').length >= 2;
	});
}

/** Typed headers that the node sets itself, and so leaves out. */
export function headersLeftOut({ headers, url }: Pick<TemplateFields, 'headers' | 'url'>): string[] {
	const host = /^=?https?:\/\/([^/?#]+)/i.exec(url)?.[1]?.toLowerCase();
	return headers
		.filter(
			({ name, value }) =>
				isSetByNode(name) || (name.toLowerCase() === 'host' && value.trim().toLowerCase() === host),
		)
		.map(({ name }) => name);
}

function textsOf({ url, queryParameters, headers, body }: TemplateFields): string[] {
	const rows = queryParameters.flatMap(({ name, value }) => [name, value]);
	return [url, ...rows, ...headers.map(({ value }) => value), ...textsOfBody(body)];
}

function textsOfBody(body: BodySettings): string[] {
	if ('text' in body) return [body.text];
	if (body.type === 'form') return body.fields.flatMap(({ name, value }) => [name, value]);
	if (body.type === 'multipart')
		return body.parts.flatMap((part) =>
			'value' in part ? [part.name, part.value] : [part.name, part.fileName],
		);
	return [];
}
