/** The response as the item that leaves shows it; without secrets. */
import type { IBinaryData } from 'n8n-workflow';

import type { Attempt, DeliveryReport, Followed, HttpResponse } from '../delivery';
import type { JsonObject } from '../formats/json';
import type { OutcomeFrame } from './frame';
import type { DecodedBody } from '../response';

export type Received = HttpResponse<DecodedBody<IBinaryData>>;

/** The most helpful members first; with *Simple*, only those that most workflows use. */
export function responseOf(
	{ settings, redactor, batch, result }: OutcomeFrame,
	{ response, attempts, durationMs, followed }: DeliveryReport & { response: Received },
	ok: boolean,
): JsonObject {
	const { statusCode, statusMessage, headers, url, redirects, body: decoded } = response;
	const shown: JsonObject = {
		ok,
		statusCode,
		statusMessage: redactor.text(statusMessage),
		body: redactor.value(decoded?.body ?? null),
	};
	if (batch) shown.batch = { ...batch };
	if (result !== undefined) shown.item = redactor.value(result);
	if (decoded?.file) {
		const { fileName, mimeType, bytes } = decoded.file;
		shown.file = {
			property: settings.response.binaryProperty,
			fileName: redactor.text(fileName),
			mimeType: redactor.text(mimeType),
			bytes,
		};
	}
	if (followed) Object.assign(shown, followedOf(followed));
	if (settings.response.output === 'simple') return shown;
	if (decoded?.parseError !== undefined) shown.parseError = redactor.message(decoded.parseError);
	return Object.assign(shown, {
		url: redactor.address(url),
		durationMs,
		headers: redactor.value(headers),
		attempts: attemptsOf(attempts),
		redirects: redirects.map((redirect) => ({ ...redirect, url: redactor.address(redirect.url) })),
	});
}

/** How many requests followed, if any were to follow. */
function followedOf({ pages, morePages, polls }: Followed): JsonObject {
	return {
		...(pages === undefined ? {} : { pages }),
		...(morePages ? { morePages } : {}),
		...(polls === undefined ? {} : { polls }),
	};
}

export const attemptsOf = (attempts: readonly Attempt[]): JsonObject[] =>
	attempts.map((attempt) => ({ ...attempt }));
