import type { Compile } from './pairs';

/** Where the text of a field stands in a cURL command. */
const PARTS: Readonly<Record<string, string>> = {
	url: 'URL',
	userAndPassword: '-u',
	jsonBody: 'body',
	xmlBody: 'body',
	formBody: 'body',
	textBody: 'body',
	soapAction: 'body',
	binaryProperty: '-T',
};

/** Compiles templates of a cURL command: messages name the command and the part of it, and headers are bytes. */
export function inCommand(compile: Compile): Compile {
	return (text, field, target) =>
		compile(text, fieldInCommand(field), target === 'header' ? 'headerBytes' : target);
}

/** `jsonBody` → `curlCommand.body`, `headers.X-Id` → `curlCommand.X-Id`. */
function fieldInCommand(field: string): string {
	const [name = '', ...rest] = field.split('.');
	return `curlCommand.${PARTS[name] ?? rest.join('.')}`;
}
