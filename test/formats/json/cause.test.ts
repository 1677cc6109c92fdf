import { explain } from '../../../nodes/CustomWebhook/formats/json/cause';
import { findJsonFault } from '../../../nodes/CustomWebhook/formats/json/fault';

const causeOf = (text: string) => {
	const { message, fix } = explain(text, findJsonFault(text)!);
	return `${message}. ${fix}`;
};

describe('The likely cause names what somebody pasted in place of JSON', () => {
	it.each([
		['a cURL command', "curl -X POST https://example.com -d '{}'", /cURL command.* after -d or --data/],
		['a body in the quotes of a shell', '\'{"a": 1}\'', /single quotes around the JSON.* command/],
		['a piece of a cURL command', '-d \'{"a": 1}\'', /piece of a cURL command/],
		['a long piece of one', '--data-raw \'{"a": 1}\'', /piece of a cURL command/],
		['a block of Markdown', '```json\n{"a": 1}\n```', /``` .*Remove the ```/],
		['the end of such a block', '{"a": 1}\n```', /``` .*Remove the ```/],
		['XML', ' <contact id="7"/>', /looks like XML/],
		['an XML declaration', '<?xml version="1.0"?>', /looks like XML/],
		['a form', 'metadata[id]=1&b=2', /looks like a form/],
		['several values, one a line', '{"index":{}}\n{"a":1}\n', /one value per line .* Text/],
		[
			'several values with the line ends of Windows',
			'{"index":{}}\r\n{"a":1}',
			/one value per line .* Text/,
		],
	])('%s', (_, text, cause) => {
		expect(causeOf(text)).toMatch(cause);
	});
});

describe('The likely cause of what documentation and other languages write', () => {
	it.each([
		['the dots of an example', '{"a": 1, ...}', /dots of an example/],
		['the dots of an example as one character', '[1, …]', /dots of an example/],
		['a comment with #', '{"a": 1, # the id\n"b": 2}', /no comments/],
		['a text in backticks', '{"a": `x`}', /double quotes/],
		['a placeholder in angle brackets', '{"a": <contact id>}', /\{\{contact\.email\}\}/],
		['braces that the editor closed while typing', '{"a": 5}}}', /left-over \}\}/],
		['a line break in a text', '{"a": "x\ny"}', /line break inside a text.*\\n/],
		['a placeholder with one brace', '{"a": {contact.email}}', /\{\{contact\.email\}\}/],
		[
			'a placeholder with a dollar',
			'{"a": ${contact.email}}',
			/\{\{contact\.email\}\}.*Placeholder Syntax/,
		],
		['a block of other template languages', '[{% for x in items %}1{% endfor %}]', /\{\{#each/],
		[
			'quotes around a value that has its own',
			'{"a": ""x""}'.replace('x', '"x"'),
			/extra quote.*brings its own quotes/,
		],
	])('%s', (_, text, cause) => {
		expect(causeOf(text)).toMatch(cause);
	});
});

describe('Where the parts of a list are at fault, the cause says how a loop writes commas', () => {
	const inLoop = '{{#unless @last}},{{/unless}}';

	it.each(['[{"a":1}{"a":2}]', '["x" "y"]', '[["x"]["y"]]', '["x","y",]'])('%s', (text) => {
		expect(causeOf(text)).toContain(inLoop);
	});

	it.each(['{"a":1,}', '{"a":1 "b":2}', '[1}'])('but not of %s', (text) => {
		expect(causeOf(text)).not.toContain(inLoop);
	});
});
