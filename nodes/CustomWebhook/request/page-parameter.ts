import type { OutgoingRequest } from '../delivery';
import { WebhookFailure } from '../failure';
import { setMember } from '../formats/json';
import { compilePath } from '../formats';
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
	// the status of a result is requested with GET, whatever the first method was; a command may send a body with GET
	const hasNoBody = request.body === undefined && ['GET', 'HEAD'].includes(request.method);
	if (place === 'query' || hasNoBody) {
		const url = new URL(request.url);
		putParameter(url, name, String(value));
		return { ...request, url: url.href };
	}
	return { ...request, ...bodyWith(request, place, name, value) };
}

/**
 * The plan of a request that is the first of many pages: with the number of its page, if pages are counted. A body without
 * a place for the parameter fails the item before anything is sent.
 */
export function atFirstPage(plan: RequestPlan, { mode, parameter, start }: PaginationSettings): RequestPlan {
	if (!parameter) return plan;
	return {
		async build(scope, files) {
			const request = await plan.build(scope, files);
			const first = withPageParameter(request, parameter, start);
			return mode === 'counter' ? first : request;
		},
	};
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
	const path = compilePath(name).map((step) => (step.kind === 'every' ? '*' : step.name));
	const changed = setMember(body ?? '{}', path, JSON.stringify(value));
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
