import { WebhookFailure } from '../failure';
import { contentTypeOf, isJsonType, isXmlType } from './content-type';
import { jsonContainerIn, isObject, type JsonValue } from '../formats/json';
import { compilePath, getPath, pathHint } from './path';
import { serviceMessage, shorten } from './service-message';
import { soapFaultIn, type SoapFault } from './soap-fault';
import { statusFailure } from './status-failure';
import type { JudgedAnswer, RetryOutlook, SuccessRule } from './types';
import { parseXml } from '../formats/xml';

/**
 * Whether an answer is a success: its status is in the list, and the rule holds. Gives the failure (`status` or
 * `rule`) where it is none, with what the service itself says, in short.
 */
export function judge(
	rule: SuccessRule,
	answer: JudgedAnswer,
	retry: RetryOutlook,
): WebhookFailure | undefined {
	if (!rule.isSuccess(answer.statusCode)) return statusFailure(answer, retry);
	switch (rule.rule) {
		case 'statusOnly':
			return undefined;
		case 'auto':
			return failureOfFault(isXml(answer) ? faultIn(answer.body) : undefined);
		case 'soapFault':
			return failureOfFault(faultIn(answer.body));
		case 'graphqlErrors':
			return graphqlFailure(answer.body);
		case 'path':
			return pathFailure(rule, answer.body);
	}
}

/** An object came out of XML unless the answer says that it is JSON; text is XML where the answer says so. */
function isXml({ headers = {}, body }: JudgedAnswer): boolean {
	const { mediaType } = contentTypeOf(headers);
	return typeof body === 'string' ? isXmlType(mediaType) : !isJsonType(mediaType);
}

function faultIn(body: JsonValue): SoapFault | undefined {
	if (typeof body !== 'string') return soapFaultIn(body);
	if (!body.includes('Envelope') || !body.includes('Fault')) return undefined;
	try {
		return soapFaultIn(parseXml(body));
	} catch {
		return undefined;
	}
}

function failureOfFault(fault: SoapFault | undefined): WebhookFailure | undefined {
	if (!fault) return undefined;
	const reason = fault.reason === undefined ? '' : `: "${shorten(fault.reason)}"`;
	const code = fault.code === undefined ? '' : ` (${shorten(fault.code)})`;
	return new WebhookFailure('rule', `The service answered with a SOAP Fault${reason}${code}.`);
}

/** GraphQL, section 7.1: `errors` stands in the answer only where something went wrong. A batch is a list. */
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
			`The service answered with GraphQL errors${message === undefined ? '' : `: "${message}"`}${count}.`,
		);
	}
	return undefined;
}

function isFilled(errors: JsonValue): boolean {
	if (typeof errors !== 'object') return Boolean(errors);
	return errors !== null && Object.keys(errors).length > 0;
}

function pathFailure({ path, value }: SuccessRule, body: JsonValue): WebhookFailure | undefined {
	const steps = compilePath(path);
	const found = getPath(body, steps);
	const asked = value === '' ? `"${path}"` : `"${path}" with the value "${shorten(value)}"`;
	const failure = (what: string, hint?: string) => {
		const says = serviceMessage(body);
		const quote = says === undefined ? undefined : `The service says: "${says}"`;
		const description = quote && hint ? `${quote}. ${hint}` : (quote ?? hint);
		return new WebhookFailure('rule', `A success has ${asked} in its body; ${what}.`, { description });
	};
	if (found === undefined) return failure('this answer does not have it', pathHint(path));
	if (value === '') return undefined;
	const isList = steps.some((step) => step.kind === 'every') && Array.isArray(found);
	const other = (isList ? found : [found]).find((member) => asText(member) !== value);
	return other === undefined ? undefined : failure(`this answer has "${shorten(asText(other))}" there`);
}

function asText(value: JsonValue): string {
	return typeof value === 'string' ? value : JSON.stringify(value);
}
