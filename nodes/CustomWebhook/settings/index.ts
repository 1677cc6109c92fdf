import { asFailure, type WebhookFailure } from '../failure';
import { memberName, pathOf } from './checks';
import { readBody } from './body';
import { readCurlCommand, type CommandSettings } from './curl-command';
import { placeholderSyntax, readOptions } from './options';
import { headerRows, namedTemplates } from './rows';
import { mistake } from './mistake';
import { asText, ParameterReader, type ParameterSource } from './reader';
import type { Settings } from './types';
import { failureVariables, responseVariables } from './variables';

export type * from './response-rules';
export type * from './types';
export { defaultPolicy } from './options';
export { LONGEST_LATER_MS } from './later';
export { mistake } from './mistake';
export { asText, isTool } from './reader';

/**
 * The node's parameters for one item, typed and checked, and whether they depend on the item. If not, the settings of
 * the first item are those of the run.
 * @throws WebhookFailure that names the field and what it takes.
 */
export function readSettings(
	source: ParameterSource,
	itemIndex: number,
): { settings: Settings; dependsOnItem: boolean } {
	const reader = new ParameterReader(source, itemIndex);
	return { settings: settingsOf(reader), dependsOnItem: reader.dependsOnItem };
}

/**
 * The settings of the first item that has valid ones. If an n8n expression gives some items an invalid value, only
 * these items fail.
 * @param items how many there are
 * @throws WebhookFailure of the first item, if no item has valid settings
 */
export function firstReadableSettings(
	source: ParameterSource,
	items: number,
): ReturnType<typeof readSettings> {
	let problem: WebhookFailure | undefined;
	for (let index = 0; ; index++) {
		const reader = new ParameterReader(source, index);
		try {
			return { settings: settingsOf(reader), dependsOnItem: reader.dependsOnItem };
		} catch (error) {
			problem ??= asFailure(error);
			if (!reader.dependsOnItem || index + 1 >= items) throw problem;
		}
	}
}

function settingsOf(reader: ParameterReader): Settings {
	const operation = reader.choice('operation');
	const requestFrom = reader.choice('requestFrom');
	const { options: fromCommand, ...request } =
		requestFrom === 'curl' ? readCommand(reader) : readFields(reader);
	const options = readOptions(reader, request.body, fromCommand);
	return {
		operation,
		...(operation === 'callSaved' ? { workflow: workflowId(reader) } : {}),
		requestFrom,
		...request,
		authentication: reader.choice('authentication'),
		webhookName: webhookName(reader),
		dataContext: dataContext(reader),
		responseVariables: responseVariables(reader, options.batch),
		failureVariables: failureVariables(reader),
		onFailure: reader.choice('onFailure'),
		...options,
	};
}

type RequestSettings = Pick<Settings, 'queryParameters'> & CommandSettings;

function readFields(reader: ParameterReader): RequestSettings {
	const method = reader.choice('method');
	return {
		method,
		url: reader.template('url'),
		queryParameters: namedTemplates(reader, 'queryParameters', 'parameter'),
		headers: headerRows(reader),
		headersLeftOut: [],
		userAndPassword: undefined,
		proxyPassword: undefined,
		body: readBody(reader, method),
		options: {},
	};
}

function readCommand(reader: ParameterReader): RequestSettings {
	const isPathAllowed = reader.choice('authentication') === 'service';
	const text = reader.template('curlCommand');
	const syntax = placeholderSyntax(reader);
	const command = reader.once(JSON.stringify([text, syntax, isPathAllowed]), () =>
		readCurlCommand(text, syntax, isPathAllowed),
	);
	return { ...command, queryParameters: [] };
}

/** Of n8n's workflow picker: its value, chosen from the list or typed. */
function workflowId(reader: ParameterReader): string {
	const id = asText(reader.picked('workflow')).trim();
	if (id !== '') return id;
	throw mistake('workflow', '"workflow" is empty; it takes the saved webhook to call');
}

function webhookName(reader: ParameterReader): string {
	return memberName('webhookName', asText(reader.plain('webhookName', '')).trim());
}

function dataContext(reader: ParameterReader): Settings['dataContext'] {
	const dataContext = reader.choice('dataContext');
	return { dataContext, dataContextPath: dataContext === 'custom' ? recordPath(reader) : [] };
}

/** The names on the way to the record. */
function recordPath(reader: ParameterReader): string[] {
	const field = 'dataContextPath';
	const text = asText(reader.plain(field, '')).trim();
	if (text === '')
		throw mistake(field, `"${field}" is empty; it takes the path of the record, such as body.customer`);
	return pathOf(field, text).map((step) => {
		if (step.kind === 'every')
			throw mistake(field, `"${field}" is "${text}"; it leads to one record, so it cannot have a *`);
		return step.name;
	});
}
