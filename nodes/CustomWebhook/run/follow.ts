/** What follows an item's request: polling for its result, reading its pages. Combines rules and decoding. */
import type { IBinaryData } from 'n8n-workflow';

import type { Follow, HttpResponse, LaterResult, OutgoingRequest, PagedList } from '../delivery';
import { WebhookFailure } from '../failure';
import { withPageParameter } from '../request';
import {
	ACCEPTED,
	isOneElement,
	isResult,
	isSamePage,
	joinPages,
	locationOfResult,
	membersOf,
	movedLocation,
	namesNext,
	nextOf,
	pageFault,
	saysFailed,
	stateOf,
	type DecodedBody,
	type PagesSeen,
} from '../response';
import type { PaginationSettings, ResultSettings, Settings } from '../settings';
import { EMPTY_SEGMENT, type ItemScope, type Template } from '../template';
import { failureOf } from './failure-of';
import type { ItemPlan } from './plan';

type Body = DecodedBody<IBinaryData>;

/** The rules for following one item's response. */
export interface ItemFollow extends Follow<Body> {
	seen: PagesSeen;
}

/**
 * Undefined if nothing follows a response.
 * @param scopeWith makes a scope in which placeholders can also read the response
 */
export function followOf(
	plan: ItemPlan,
	request: OutgoingRequest,
	scopeWith: (response: object) => ItemScope,
): ItemFollow | undefined {
	const { pagination, result, test } = plan.settings;
	// a request catcher of a test is not the service
	if ((!pagination && !result) || test?.address) return undefined;
	const seen: PagesSeen = { namesNext: false, withoutList: 0, objects: 0, repeated: 0 };
	let wasData = false;
	return {
		seen,
		judge(delivered) {
			const failure = failureOf(delivered, plan.settings);
			if (failure || !pagination) return failure;
			const { body } = delivered.response;
			const fault = pageFault(pagination, body, wasData);
			wasData ||= typeof body?.body === 'object' && body.body !== null;
			return fault;
		},
		pages: pagination && pagedList(pagination, seen),
		result: result && laterResult(plan, result, request, scopeWith),
	};
}

function pagedList(rule: PaginationSettings, seen: PagesSeen): PagedList<Body> {
	const { maxPages, maxBytes, parameter } = rule;
	let before: ReturnType<typeof membersOf>;
	return {
		maxPages,
		maxBytes,
		next(page, number, request) {
			seen.namesNext ||= namesNext(rule, page);
			const members = membersOf(rule, page.body);
			if (members === undefined) seen.withoutList++;
			else if (isSamePage(members, before)) seen.repeated++;
			before = members;
			seen.denial ??= saysFailed(page.body?.body ?? null);
			if (isOneElement(rule, page.body)) seen.objects++;
			const next = nextOf(rule, page, number);
			if (next === undefined || 'address' in next) return next;
			return parameter && { request: withPageParameter(request, parameter, next.value) };
		},
		join: (pages) => joinPages(rule, pages),
	};
}

function laterResult(
	plan: ItemPlan,
	rule: ResultSettings,
	request: OutgoingRequest,
	scopeWith: (response: object) => ItemScope,
): LaterResult<Body> {
	const { settings, statusUrl } = plan;
	const { success } = settings;
	const pending: Settings['success'] = {
		...success,
		// only the result must have the value of the success condition
		rule: success.rule === 'path' ? 'auto' : success.rule,
		isSuccess: (statusCode) => statusCode === ACCEPTED || success.isSuccess(statusCode),
	};
	const named = (address: string | undefined) =>
		address === undefined ? undefined : { address, isAuthors: false };
	const seen = ({ statusCode, headers, body }: HttpResponse<Body>) => ({
		statusCode,
		headers,
		body: body?.body ?? null,
	});
	return {
		intervalMs: rule.intervalMs,
		timeoutMs: rule.timeoutMs,
		statusAt: (first) =>
			statusUrl
				? renderStatusUrl(
						statusUrl,
						settings.result?.statusUrl ?? '',
						request,
						scopeWith(responseIn(first)),
					)
				: named(locationOfResult(first)),
		movedTo: (response) => (statusUrl ? undefined : named(movedLocation(response))),
		judge: (delivered) => failureOf(delivered, { ...settings, success: pending }),
		isDone: (response) => isResult(rule, seen(response)),
		stateOf: (response) => stateOf(rule, seen(response)),
	};
}

/** The value of `{{response…}}`. */
function responseIn({ statusCode, statusMessage, headers, url, body }: HttpResponse<Body>): object {
	return { statusCode, statusMessage, body: body?.body ?? null, url, headers };
}

/** A scheme and a host that are typed. */
const TYPED_ORIGIN = /^=?\s*https?:\/\/[\w.:-]+(?:[/?#]|\s*$)/i;
/** A path. Values of the response after it could lead to another host: `//host`, `/\host`. */
const TYPED_PATH = /^=?\s*\//;

/** A parameter without a value. */
const EMPTY_VALUE = /=(?:[&#]|$)/;

/** @throws WebhookFailure `template` if a placeholder has no value, or an empty one: the URL would be another one */
function renderStatusUrl(template: Template, typed: string, request: OutgoingRequest, scope: ItemScope) {
	const address = template.render(scope).trim();
	const [missing] = scope.unresolved;
	const isWhole =
		!scope.remarks.has(EMPTY_SEGMENT) && (!EMPTY_VALUE.test(address) || EMPTY_VALUE.test(typed));
	if (missing === undefined && isWhole) {
		// an invalid URL is refused later, when the address is read
		if (!URL.canParse(address, request.url)) return { address, isAuthors: false };
		const url = new URL(address, request.url);
		const isOwnPath = TYPED_PATH.test(typed) && url.origin === new URL(request.url).origin;
		return { address: url.href, isAuthors: isOwnPath || TYPED_ORIGIN.test(typed) };
	}
	throw new WebhookFailure(
		'template',
		missing === undefined
			? 'Status URL: a placeholder is empty, so there is nothing to ask for'
			: `Status URL: {{${missing}}} has no value, so there is nothing to ask for`,
		{
			field: 'options.statusUrl',
			description: 'Compare the path with "response" of this item; it begins with response.body.',
		},
	);
}
