import { WebhookFailure } from '../failure';
import { compilePath } from '../formats';
import { contentTypeOf, isXmlType } from './content-type';
import { isXmlDocument, valueOfElement } from './from-xml';
import { formatHint } from './format-hint';
import { findPath } from './get-path';
import { jsonContainerIn, isObject, type JsonValue } from '../formats/json';
import { pathHint } from './path-hint';
import { serviceMessage, brief } from './service-message';
import { soapFaultIn, type SoapFault } from './soap-fault';
import { SEARCHED_BYTES, soapFaultInParts } from './soap-fault-in-bytes';
import { soapFaultInText } from './soap-fault-in-text';
import { listedValueIn } from './listed-values';
import { statusFailure } from './status-failure';
import type { SuccessRule } from '../settings';
import type { JudgedResponse, RetryOutlook } from './types';

/**
 * Whether a response is a success: its status is in the list, and the rule holds. Returns the failure (`status` or
 * `rule`) if it is not, with the service's own message.
 */
export function judge(
	rule: SuccessRule,
	response: JudgedResponse,
	retry: RetryOutlook,
): WebhookFailure | undefined {
	const refusal = listedValueIn(retry.when, response.body);
	if (!rule.isSuccess(response.statusCode)) {
		const isRetryable = refusal === undefined ? retry.isRetryable : () => true;
		return statusFailure(response, { ...retry, isRetryable });
	}
	if (refusal !== undefined) return busyFailure(refusal, retry);
	switch (rule.rule) {
		case 'statusOnly':
			return undefined;
		case 'auto':
			return failureOfFault(faultInXml(response));
		case 'soapFault':
			return failureOfFault(faultInXml(response) ?? faultIn(response.body, true, true));
		case 'graphqlErrors':
			return graphqlFailure(response.body);
		case 'path':
			return pathFailure(rule, response);
	}
}

/** Whether an item's own result of a batch is a success: only the rule for a path looks into it. */
export function judgeResult(rule: SuccessRule, result: JsonValue): WebhookFailure | undefined {
	return rule.rule === 'path' ? pathFailure(rule, { body: result }, "the item's result") : undefined;
}

/**
 * The SOAP Fault of a response that is XML, whatever its type says: decoded, or text that is a SOAP message, or a part
 * of a multipart body (MTOM, SOAP with Attachments).
 */
function faultInXml({ headers = {}, body, soapFault }: JudgedResponse): SoapFault | undefined {
	if (soapFault) return soapFault;
	const { mediaType } = contentTypeOf(headers);
	const isXml = isXmlType(mediaType);
	if (Array.isArray(body) && mediaType.startsWith('multipart/')) {
		const parts = body.map((part) => (isObject(part) ? (part.body ?? null) : null));
		return parts.map((part) => faultIn(part, isXmlDocument(part), false)).find((fault) => fault);
	}
	return faultIn(body, isXmlDocument(body) || isXml, isXml);
}

/**
 * @param isXml whether an object is from XML
 * @param isXmlText whether text is XML even if it names no namespace of SOAP
 */
function faultIn(body: JsonValue, isXml: boolean, isXmlText: boolean): SoapFault | undefined {
	if (typeof body === 'string')
		return (
			soapFaultInText(body, isXmlText) ?? soapFaultInParts(Buffer.from(body.slice(0, SEARCHED_BYTES)))
		);
	return isXml ? soapFaultIn(body) : undefined;
}

function failureOfFault(fault: SoapFault | undefined): WebhookFailure | undefined {
	if (!fault) return undefined;
	const reason = fault.reason === undefined ? '' : `: "${brief(fault.reason)}"`;
	const code = fault.code === undefined ? '' : ` (${brief(fault.code)})`;
	return new WebhookFailure('rule', `The service responded with a SOAP Fault${reason}${code}.`);
}

/** The status says success, but the body says that the request was not acted on. */
function busyFailure(value: string, { when, retryAfterMs }: RetryOutlook): WebhookFailure {
	const where = when?.text ? `at "${when.text}"` : 'as its body';
	return new WebhookFailure(
		'rule',
		`The service responded with "${brief(value)}" ${where}, which Retry When Values lists: it did not act on the request.`,
		{ retryable: true, retryAfterMs },
	);
}

/** GraphQL, section 7.1: a response has `errors` only if something went wrong. A batch is a list. */
function graphqlFailure(body: JsonValue): WebhookFailure | undefined {
	const decoded = typeof body === 'string' ? jsonContainerIn(body) : body;
	const results = Array.isArray(decoded) ? decoded : [decoded];
	for (const result of results) {
		const errors = isObject(result) && Object.hasOwn(result, 'errors') ? result.errors : undefined;
		if (errors === undefined || !isFilled(errors)) continue;
		const message = serviceMessage(errors);
		const count = Array.isArray(errors) && errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
		return new WebhookFailure(
			'rule',
			`The service responded with GraphQL errors${message === undefined ? '' : `: "${message}"`}${count}.`,
		);
	}
	return undefined;
}

function isFilled(errors: JsonValue): boolean {
	if (typeof errors !== 'object') return Boolean(errors);
	return errors !== null && Object.keys(errors).length > 0;
}

/** @param where the value that the path is in, for the message */
function pathFailure(
	{ path, value }: SuccessRule,
	response: Pick<JudgedResponse, 'body' | 'headers' | 'isFile'>,
	where = 'the response body',
): WebhookFailure | undefined {
	const { body } = response;
	const steps = compilePath(path);
	const { value: raw, isXml } = findPath(body, steps);
	const found = isXml && raw !== undefined ? valueOfElement(raw) : raw;
	if (found === undefined)
		return conditionFailure(
			`is missing from ${where}`,
			path,
			body,
			pathHint(path) ?? formatHint(response),
		);
	if (value === '') return undefined;
	const isList = steps.some((step) => step.kind === 'every') && Array.isArray(found);
	const members = isList ? found.map((member) => (isXml ? valueOfElement(member) : member)) : [found];
	const other = members.find((member) => asText(member) !== value);
	if (other === undefined) return undefined;
	return conditionFailure(`is "${brief(asText(other))}", not "${brief(value)}"`, path, body);
}

function conditionFailure(what: string, path: string, body: JsonValue, hint?: string): WebhookFailure {
	const says = serviceMessage(body);
	const texts = [says === undefined ? undefined : `The service says: "${says}"`, hint];
	const description = texts.filter((text) => text !== undefined).join('. ');
	return new WebhookFailure('rule', `Success Condition not met: path "${path}" ${what}.`, {
		...(description === '' ? {} : { description: `${description}.` }),
	});
}

function asText(value: JsonValue): string {
	return typeof value === 'string' ? value : JSON.stringify(value);
}
