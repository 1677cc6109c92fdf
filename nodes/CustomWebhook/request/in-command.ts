import { WebhookFailure } from '../failure';
import { fieldLabel } from '../formats';
import type { Compile } from './pairs';

/** The part of a cURL command that a field's text comes from. */
const PARTS: Readonly<Record<string, string>> = {
	url: 'URL',
	userAndPassword: '-u',
	jsonBody: 'body',
	xmlBody: 'body',
	formBody: 'body',
	textBody: 'body',
	soapAction: 'body',
	textContentType: 'Content-Type',
	binaryProperty: '-T',
};
/** Fields with rows: the name of the row is the part. */
const WITH_ROWS: ReadonlySet<string> = new Set(['headers', 'multipartFields']);

/** Compiles templates of a cURL command: messages name the command and the part of it, and headers are bytes. */
export function inCommand(compile: Compile): Compile {
	return (text, field, target) =>
		compile(text, fieldInCommand(field), target === 'header' ? 'headerBytes' : target);
}

/** The failure of a request from a cURL command. Fields that the panel then hides are named as parts of the command. */
export function failureInCommand(failure: WebhookFailure): WebhookFailure {
	const { kind, message, field = '' } = failure;
	const [name = ''] = field.split('.');
	if (!(name in PARTS) && !WITH_ROWS.has(name)) return failure;
	const part = fieldInCommand(field);
	const label = [fieldLabel(field), fieldLabel(name)].find((start) =>
		/^(?::| is )/.test(behind(message, start)),
	);
	const told = label === undefined ? message : fieldLabel(part) + behind(message, label);
	return new WebhookFailure(kind, told, { ...failure, field: part, cause: failure.cause });
}

const behind = (message: string, start: string) =>
	message.startsWith(start) ? message.slice(start.length) : '';

/** `jsonBody` → `curlCommand.body`, `headers.X-Id` → `curlCommand.X-Id`. */
function fieldInCommand(field: string): string {
	const [name = '', ...rest] = field.split('.');
	return `curlCommand.${PARTS[name] ?? rest.join('.')}`;
}
