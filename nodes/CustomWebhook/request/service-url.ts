import { WebhookFailure } from '../failure';
import { checkUrl } from '../formats';
import type { ItemScope, Template } from '../template';
import type { AppliedCredential } from './types';
import type { Compile } from './pairs';

/** `https:`, and anything else that a URL parser reads as a scheme. */
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;

/** RFC 3986, section 5.2.4, also as a URL parser reads escapes and backslashes. */
const DOT_SEGMENT = /(?:^|[/\\])(?:\.|%2e){1,2}(?=[/\\?#]|$)/i;

/** Leads to another host, as browsers read it: `//host`, `\\host`, `/\host`. */
const OTHER_HOST = /^[/\\]{2}|\\/;

/** Compiles a URL, which may be a path with a service credential. @param field its name in failures */
export function compileUrl(
	typed: string,
	field: string,
	{ service }: Pick<AppliedCredential, 'service'>,
	compile: Compile,
): Template {
	return service ? compileServiceUrl(typed, service.base, compile, field) : compile(typed, field, 'url');
}

/**
 * The URL field with a service credential: a path after the service's base URL, or a URL of the same origin. The base
 * is put in front of the template, so that each value is encoded for the place where it lands; if a placeholder begins
 * the field, it is put in front of the result.
 * @throws WebhookFailure `request` for a field that leads to another origin, `template` for wrong syntax
 */
export function compileServiceUrl(typed: string, base: URL, compile: Compile, field = 'url'): Template {
	const text = typed.trim().replace(/^=/, '').trimStart();
	const beginsWithPlaceholder = text.startsWith('{{') || text.startsWith('${');
	const isWhole = SCHEME.test(text) || beginsWithPlaceholder;
	if (!isWhole) refuseOtherPlaces(text);
	const url = compile(isWhole ? typed : behind(base, text), field, 'url');
	const render = (scope: ItemScope) => urlAtService(url.render(scope), base).href;
	return { ...url, render, renderValue: render };
}

/** @throws WebhookFailure `request` for another origin than the service's, or a path that leads out of its base */
export function urlAtService(rendered: string, base: URL): URL {
	// as a URL parser does
	const text = rendered.replace(/[\t\n\r]/g, '').trim();
	refuseOtherPlaces(text);
	return checkedOrigin(checkUrl(SCHEME.test(text) ? text : behind(base, text), 'url'), base);
}

function behind(base: URL, path: string): string {
	const origin = base.href.replace(/(?<!\/)\/+$/, '');
	if (path === '') return base.href;
	if (path.startsWith('?') || path.startsWith('#')) return origin + path;
	return `${origin}/${path.replace(/^\//, '')}`;
}

function refuseOtherPlaces(text: string): void {
	const [path = ''] = text.split(/[?#]/, 1);
	if (SCHEME.test(text) ? path.includes('\\') : OTHER_HOST.test(path))
		throw refused('it must not lead to another host: use one / and no \\');
	if (DOT_SEGMENT.test(path.replace(/[\t\n\r]/g, '')))
		throw refused('. and .. are not allowed as parts of the path');
}

function checkedOrigin(url: URL, base: URL): URL {
	if (url.origin === base.origin) return url;
	throw refused(`${url.host} is not the host of the service, ${base.host}`);
}

function refused(reason: string): WebhookFailure {
	return new WebhookFailure('request', `URL: ${reason}`, {
		field: 'url',
		description:
			'With a service credential, the URL is a path such as /contacts, or begins with its Base URL.',
	});
}
