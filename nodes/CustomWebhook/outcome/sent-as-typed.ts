import type { BodySettings, Settings } from '../settings';

/** The fields of a set-up that take placeholders, and how those are written in it. */
export type TemplateFields = Pick<Settings, 'url' | 'queryParameters' | 'headers' | 'body' | 'templates'>;

const DOLLAR = /\$\{\s*[a-z_]\w*(?:\.\w+|\[\d+\])*\s*\}/gi;
const BRACES = /\{\{\s*[a-z_]\w*(?:\.\w+|\[\d+\])*\s*\}\}/gi;

/** What reads as a placeholder, but of the syntax that is not chosen: it is sent as it stands. Each once. */
export function inOtherSyntax(fields: TemplateFields): string[] {
	const isDollar = fields.templates.syntax === 'dollar';
	const found = textsOf(fields).flatMap((text) =>
		isDollar ? (text.match(BRACES) ?? []) : (outsideOfBraces(text).match(DOLLAR) ?? []),
	);
	return [...new Set(found)];
}

/** Whether the URL has a `}}` that closes nothing, behind a space; without one it may be JSON in the query. */
export function hasBracesLeftOver({ url, templates }: Pick<TemplateFields, 'url' | 'templates'>): boolean {
	return templates.syntax === 'handlebars' && /\s\}\}/.test(outsideOfBraces(url));
}

function textsOf({ url, queryParameters, headers, body }: TemplateFields): string[] {
	return [url, ...[...queryParameters, ...headers].map(({ value }) => value), ...textsOfBody(body)];
}

function textsOfBody(body: BodySettings): string[] {
	if ('text' in body) return [body.text];
	if (body.type === 'form') return body.fields.map(({ value }) => value);
	if (body.type === 'multipart') return body.parts.flatMap((part) => ('value' in part ? part.value : []));
	return [];
}

/** The text with `_` in place of each `{{ }}`: JavaScript in it may have texts with `${…}` of its own. */
function outsideOfBraces(text: string): string {
	const [before = '', ...others] = text.split('{{');
	const behind = others.map((part) => (part.includes('}}') ? part.slice(part.indexOf('}}') + 2) : ''));
	return [before, ...behind].join('_');
}
