import type { OutgoingRequest } from '../delivery';
import { WebhookFailure } from '../failure';
import { compilePath, shorten } from '../formats';
import { isObject, parseJson, setMember, type JsonValue } from '../formats/json';
import type { PageParameterSettings, PaginationSettings } from '../settings';
import type { RequestPlan } from './plan';
import { findHeader } from './headers';
import { encodeQuery, putParameter, withoutParameter } from './url';

const FIELD = 'options.pageParameter';

/**
 * The request with a new value of the page's parameter; everything else stays as it is.
 * @throws WebhookFailure `request` if the body has no place for it
 */
export function withPageParameter(
	request: OutgoingRequest,
	{ name, place }: PageParameterSettings,
	value: string | number,
): OutgoingRequest {
	if (place === 'query' || cannotHaveBody(request)) {
		const url = new URL(request.url);
		putParameter(url, name, String(value));
		return { ...request, url: url.href };
	}
	return { ...request, ...bodyWith(request, place, name, value) };
}

/** The status of a result is requested with GET, whatever the first method was; a command may send a body with GET. */
const cannotHaveBody = ({ body, method }: OutgoingRequest) =>
	body === undefined && ['GET', 'HEAD'].includes(method);

/**
 * The plan of a request that is the first of many pages: with the number of its page, if pages are counted. A body without
 * a place for the parameter fails the item before anything is sent, and so does another number in that place.
 */
export function atFirstPage(plan: RequestPlan, { mode, parameter, start }: PaginationSettings): RequestPlan {
	if (!parameter) return plan;
	return {
		async build(scope, files) {
			const request = await plan.build(scope, files);
			const first = withPageParameter(request, parameter, start);
			if (mode !== 'counter') return request;
			const typed = valueIn(request, parameter);
			if (typed !== undefined && typed !== String(start)) throw another(parameter.name, typed, start);
			return first;
		},
	};
}

/** The value that the request has in the parameter's place already, as text. */
function valueIn(request: OutgoingRequest, { name, place }: PageParameterSettings): string | undefined {
	if (place === 'query' || cannotHaveBody(request))
		return new URL(request.url).searchParams.get(name) ?? undefined;
	const body = String(request.body ?? '');
	if (place === 'form') return new URLSearchParams(body).get(name) ?? undefined;
	const value = namesIn(name).reduce(memberOf, body === '' ? null : parseJson(body));
	return value === null || typeof value === 'object' ? undefined : String(value);
}

const memberOf = (value: JsonValue, name: string): JsonValue =>
	isObject(value) && Object.hasOwn(value, name) ? (value[name] ?? null) : null;

const namesIn = (path: string): string[] =>
	compilePath(path).map((step) => (step.kind === 'every' ? '*' : step.name));

function another(name: string, typed: string, start: number): WebhookFailure {
	return refused(
		`the request has ${shorten(name)}=${shorten(typed)}, but First Page is ${start}`,
		'Put the number of the first page into First Page, and remove it from the request.',
	);
}

function bodyWith(
	{ body, bodyText, headers }: OutgoingRequest,
	place: 'json' | 'form',
	name: string,
	value: string | number,
): Pick<OutgoingRequest, 'body' | 'headers'> {
	if (bodyText !== undefined || (body !== undefined && typeof body !== 'string'))
		throw refused(
			'the body is compressed, or in another charset than UTF-8',
			'Send it plainly in UTF-8.',
		);
	if (place === 'form') {
		const kept = withoutParameter(body ?? '', name);
		const added = encodeQuery([[name, String(value)]]);
		return { body: [kept, added].filter(Boolean).join('&'), headers: typed(headers, FORM) };
	}
	const changed = setMember(body ?? '{}', namesIn(name), JSON.stringify(value));
	if (changed === undefined)
		throw refused(`JSON Body has no object that "${name}" could be a field of`, 'Check the path.');
	return { body: changed, headers: typed(headers, 'application/json') };
}

const FORM = 'application/x-www-form-urlencoded';

/** Adds the content type if it is missing, because the body was empty before. */
function typed(headers: OutgoingRequest['headers'], type: string): OutgoingRequest['headers'] {
	return findHeader(headers, 'Content-Type') ? headers : [...headers, ['Content-Type', type]];
}

function refused(reason: string, description: string): WebhookFailure {
	return new WebhookFailure('request', `Page Parameter: ${reason}.`, { field: FIELD, description });
}
