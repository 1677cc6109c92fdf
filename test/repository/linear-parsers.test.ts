import { parseRetryAfter } from '../../nodes/CustomWebhook/delivery/retry-after';
import { saidLimit } from '../../nodes/CustomWebhook/delivery/pace';
import { checkUrl } from '../../nodes/CustomWebhook/formats';
import { checkJson, jsonContainerIn, parseJson } from '../../nodes/CustomWebhook/formats/json';
import { checkXml, parseXml } from '../../nodes/CustomWebhook/formats/xml';
import { createRedactor, redactBody } from '../../nodes/CustomWebhook/redact';
import { soapMessage } from '../../nodes/CustomWebhook/request/body/soap';
import { fileNameOf } from '../../nodes/CustomWebhook/response/file-name';
import { partsOf } from '../../nodes/CustomWebhook/response/multipart';
import { soapFaultInText } from '../../nodes/CustomWebhook/response/soap-fault-in-text';
import {
	parseEvents,
	parseJsonLines,
	parseJsonSequence,
} from '../../nodes/CustomWebhook/response/value-lists';
import { placeholdersIn } from '../../nodes/CustomWebhook/template';
import { expectProportional } from '../support/growth';
import { OPTIONS, render } from '../template/render';

/** UTF-16 units: what a service may send, or somebody may send to a workflow. */
const LONGEST = 5_000_000;
/** What an author may type or paste. */
const LONGEST_TEMPLATE = 500_000;

const redactor = createRedactor([['a-secret\\\\\\\\of-the-test', 'another & "one"']]);

/** Everything that reads a text which comes from outside, with what it is hardest for it to read. */
const PARSERS: Record<string, { read: (text: string) => unknown; pieces: string[]; length?: number }> = {
	'JSON, checked': { read: (text) => checkJson(text, 'jsonBody'), pieces: ['[', '{"a":', '"\\', '1', ' '] },
	'JSON, read': { read: parseJson, pieces: ['[', '{"a":', '"\\u', '9', '[[],'] },
	'JSON without its type': { read: jsonContainerIn, pieces: ['{', ' ', '[1,'] },
	'XML, checked': {
		read: (text) => checkXml(text, 'xmlBody'),
		pieces: ['<a>', '<a ', '&', 'a="', '<!--', ' '],
	},
	'XML, read': { read: parseXml, pieces: ['<a>', '<', '&a;', ' ', '<!['] },
	'a SOAP envelope with many attributes': {
		read: (attributes) => soapMessage(`<Envelope ${attributes}/>`, 'act'),
		pieces: ['a="b" ', 'xmlns:a="b" ', "a='>' "],
	},
	'a SOAP fault in a text': {
		read: (text) => soapFaultInText(text, true),
		pieces: ['<Fault>', '<faultstring>', '<', 'Fault '],
	},
	'JSON lines': { read: parseJsonLines, pieces: ['{}\n', '\n', '1'] },
	'a JSON sequence': { read: parseJsonSequence, pieces: ['\u001e', '\u001e1\n', '1'] },
	'an event stream': { read: parseEvents, pieces: ['data:\n', '\n', ':', 'data: {\r', 'id:1\n\n'] },
	'parts of a body': {
		read: (text) => partsOf(Buffer.from(text), 'b'),
		pieces: ['--b\n', '\r\n--b', '--b--'],
	},
	'a file name': {
		read: (text) =>
			fileNameOf({ headers: { 'content-disposition': text }, url: 'https://a.example/' }, 'text/plain'),
		pieces: ['filename="\\', "filename*=a''%4", ';', 'a='],
		length: 200_000,
	},
	'a time to wait': {
		read: (text) => parseRetryAfter(text, 0),
		pieces: ['1', ' ', 'Sun, '],
		length: 200_000,
	},
	'a limit': {
		read: (text) => saidLimit({ ratelimit: text, 'x-ratelimit-reset': text }, false, 0),
		pieces: ['limit=1,', ';', '"', ' ', '1'],
		length: 200_000,
	},
	'placeholders of a template': {
		read: (text) => placeholdersIn(text, 'textBody', 'handlebars'),
		pieces: ['{{', '{{a}}', '{{!--', "{{ '", '{', '\\{{', '{{ `${'],
		length: LONGEST_TEMPLATE,
	},
	'placeholders with a dollar': {
		read: (text) => placeholdersIn(text, 'textBody', 'dollar'),
		pieces: ['${', '${a}', '$', '${"'],
		length: LONGEST_TEMPLATE,
	},
	'a URL': { read: (text) => checkUrl(`https://a.example/${text}`, 'url'), pieces: ['/', '%', '../', ' '] },
	'a value in JSON': {
		read: (a) => render('{"a":"{{a}}"}', { a }, 'json', OPTIONS),
		pieces: ['"', '\\', '\ud800', 'é', '{{'],
	},
	'a value in XML': {
		read: (a) => render('<a>{{a}}</a>', { a }, 'xml', OPTIONS),
		pieces: ['&', ']]>', '\u0000'],
	},
	'a value in a URL': {
		read: (a) => render('https://a.example/{{a}}', { a }, 'url', OPTIONS),
		pieces: ['.', '/', '%', 'é', '..'],
	},
	'a text that is redacted': {
		read: (text) => redactor.text(text),
		pieces: ['\\', 'a-secret', '%', '%61', '\\u0061', '&#97;', 'YS1z', '+'],
	},
	'a JSON body that is redacted': {
		read: (text) => redactBody(text, 'application/json', redactor),
		pieces: ['{"token":"', '[', '"\\'],
	},
	'an XML body that is redacted': {
		read: (text) => redactBody(text, 'text/xml', redactor),
		pieces: ['<token>', '<token a="', '&', '</'],
	},
	'a form that is redacted': {
		read: (text) => redactBody(text, 'application/x-www-form-urlencoded', redactor),
		pieces: ['token=a&', '&', '%', 'token'],
	},
};

describe('Reading takes time in proportion to the length of', () => {
	const cases = Object.entries(PARSERS).flatMap(([name, { read, pieces, length = LONGEST }]) =>
		pieces.map((piece) => ({ name, piece, read, length })),
	);

	it.each(cases)('$name: $piece', ({ piece, read, length }) => {
		expectProportional((units) => {
			try {
				read(piece.repeat(Math.ceil(units / piece.length)));
			} catch (error) {
				// That it is no JSON, XML or URL takes time too. Everything else is a bug.
				if (!(error instanceof Error)) throw error;
			}
		}, length);
	});
});
