import type { Word } from './command';
import type { Draft } from './draft';
import { addData, addEncoded, addQuery } from './data';
import { setProxy, setProxyUser } from './proxy';
import { Typed } from './typed';

/** An option of cURL, and its effect here. */
export interface Option {
	/** Names as typed. */
	names: readonly string[];
	takesValue: boolean;
	/** @param value the option itself if it takes no value */
	does: (draft: Draft, value: Word) => void;
	/** The effect of `--no-` and the name; absent if cURL does not know that. */
	undoes?: (draft: Draft, value: Word) => void;
}

type Does = Option['does'];

/** For options that change only cURL's output or connection, not the request. */
const nothing: Does = () => undefined;

/** cURL cannot switch these off by `--no-`. */
const NOT_SWITCHED = /^--(?:ipv[46]|http[\d.]+(?:-.*)?|tlsv[\d.]+|next|no-.*)$/;

const flag = (names: string, does: Does, undoes: Does = nothing): Option => {
	const all = names.split(' ');
	const isSwitch = !all.some((name) => NOT_SWITCHED.test(name));
	return { names: all, takesValue: false, does, ...(isSwitch && { undoes }) };
};
const valued = (names: string, does: Does): Option => ({ names: names.split(' '), takesValue: true, does });

const refuse =
	(why: string, fix: string): Does =>
	(draft, word) => {
		throw draft.mistake(word, why, fix);
	};

const refused = (takesValue: boolean, names: string, why: string, fix: string): Option[] =>
	names.split('  ').map((alternatives) => {
		const all = alternatives.split(' ');
		const does = refuse(`${all.at(-1)} ${why}`, fix);
		return takesValue ? { names: all, takesValue, does } : flag(alternatives, does);
	});

const READS = 'reads a file of the computer that runs n8n';
const WRITES = 'writes a file on the computer that runs n8n';
const NOT_HERE = 'asks for something that this node does not do';

/** Outputs that are no files: discarded, or the screen. */
const NO_FILE = new Set(['/dev/null', 'NUL', 'nul', '-', '/dev/stdout', '$null']);

const output: Does = (draft, value) => {
	if (NO_FILE.has(value.typed.text)) return;
	throw draft.mistake(
		value,
		`-o ${WRITES}`,
		'Remove it. To keep the response as a file, set Response Format to File in the option Output & Response Format.',
	);
};

const header =
	(name: string): Does =>
	(draft, { typed }) =>
		void draft.named.set(name, typed);

const cookie: Does = (draft, value) => {
	const { typed } = value;
	if (typed.text === '') return;
	if (!typed.text.includes('=') && !typed.hasPlaceholder)
		throw draft.mistake(
			value,
			`-b without a = ${READS}`,
			'Write the cookies themselves: -b "name=value".',
		);
	const before = draft.named.get('Cookie');
	draft.named.set('Cookie', before ? Typed.join([before, typed], ';') : typed);
};

const option =
	(name: string, of: string, factor = 1): Does =>
	(draft, value) => {
		const number = draft.number(of, value);
		// 0 is no limit for cURL: then the node's default applies
		if (number > 0 || name === 'maxRetries') draft.options[name] = number * factor;
	};

/** An option of the node that is a switch. */
const switched = (name: string): [Does, Does] => [
	(draft) => void (draft.options[name] = true),
	(draft) => void (draft.options[name] = false),
];

const maxRedirects: Does = (draft, value) => {
	// -1 is no limit
	if (value.typed.text !== '-1') draft.options.maxRedirects = draft.number('--max-redirs', value);
};

const protocols: Does = (draft, value) => {
	const text = draft.plain('--proto', value);
	if (text === '=https') draft.options.httpsOnly = true;
	else if (!/^=(?:https?,?)+$/.test(text))
		throw draft.mistake(
			value,
			'--proto is understood as =https only',
			'Remove it, or use the option HTTPS Only.',
		);
};

/** All options of cURL that are supported, or refused with a reason. Any other is unknown. */
export const OPTIONS: readonly Option[] = [
	valued('--url', (draft, value) => void draft.urls.push(value)),
	valued('-X --request', (draft, value) => void (draft.method = value)),
	flag(
		'-I --head',
		(draft, word) => void (draft.head = word),
		(draft) => delete draft.head,
	),
	flag(
		'-G --get',
		(draft, word) => void (draft.get = word),
		(draft) => delete draft.get,
	),
	flag(
		'-g --globoff',
		(draft) => void (draft.keepsBraces = true),
		(draft) => void (draft.keepsBraces = false),
	),
	flag(
		'--path-as-is',
		(draft, word) => void (draft.keepsDots = word),
		(draft) => delete draft.keepsDots,
	),
	valued('--url-query', addQuery),

	valued('-d --data --data-ascii', (draft, value) => addData(draft, value, '-d')),
	valued('--data-binary', (draft, value) => addData(draft, value, '--data-binary')),
	valued('--data-raw', (draft, { typed }) => void draft.data.push({ typed, joint: '&' })),
	valued('--data-urlencode', addEncoded),
	valued('--json', (draft, value) => {
		addData(draft, value, '--json', '');
		draft.isJson = true;
	}),
	valued('-F --form', (draft, value) => void draft.form.push(value)),
	valued('--form-string', (draft, value) => {
		draft.form.push(value);
		draft.formStrings.add(value);
	}),
	valued('-T --upload-file', (draft, value) => void (draft.upload = value)),

	valued('-H --header', (draft, value) => void draft.headers.push(value)),
	valued('-A --user-agent', header('User-Agent')),
	valued(
		'-e --referer',
		(draft, { typed }) =>
			void draft.named.set(
				'Referer',
				typed.map((text) => text.replace(/;auto$/, '')),
			),
	),
	valued('-b --cookie', cookie),
	valued(
		'-r --range',
		(draft, { typed }) => void draft.named.set('Range', Typed.join([new Typed('bytes='), typed])),
	),
	valued('-u --user', (draft, value) => void (draft.user = value)),
	valued(
		'--oauth2-bearer',
		(draft, { typed }) =>
			void draft.named.set('Authorization', Typed.join([new Typed('Bearer '), typed])),
	),
	flag('--basic', nothing),

	flag('-L --location', ...switched('followRedirects')),
	valued('--max-redirs', maxRedirects),
	flag('-k --insecure', ...switched('ignoreSslIssues')),
	valued('-m --max-time', option('timeout', '--max-time')),
	valued('--retry', option('maxRetries', '--retry')),
	valued('--retry-delay', option('retryBaseDelay', '--retry-delay', 1000)),
	valued('--retry-max-time', option('totalTimeout', '--retry-max-time')),
	valued('-x --proxy', setProxy),
	valued('-U --proxy-user', setProxyUser),
	valued('--proto --proto-redir', protocols),

	// Timeout covers connecting, the node always accepts compressed responses and retries refused connections.
	valued('--connect-timeout', (draft, value) => void draft.number('--connect-timeout', value)),
	flag('--compressed --retry-connrefused', nothing),
	// They change only cURL's output.
	flag('-s --silent', nothing),
	flag('-S --show-error', nothing),
	flag('-v --verbose', nothing),
	flag('-i --include --show-headers', nothing),
	flag('-f --fail --fail-with-body --fail-early', nothing),
	flag('-# --progress-bar --progress-meter', nothing),
	flag('-N --buffer --styled-output', nothing),
	flag('--trace-time --trace-ids', nothing),
	valued('-w --write-out', nothing),
	valued('-o --output', output),
	valued('-D --dump-header', (draft, value) => {
		if (!NO_FILE.has(value.typed.text)) refuse(`-D ${WRITES}`, 'Remove it.')(draft, value);
	}),
	// They change only cURL's connection, and which of its own files it reads.
	flag('-q --disable -j --junk-session-cookies', nothing),
	flag('-4 --ipv4 -6 --ipv6 --http1.1 --http2', nothing),
	flag('-0 --http1.0', refuse('--http1.0 asks for HTTP/1.0, and this node speaks HTTP/1.1', 'Remove it.')),
	flag('-1 --tlsv1 --tlsv1.0 --tlsv1.1 --tlsv1.2', nothing),
	flag('--ssl-no-revoke --ssl-reqd', nothing),
	flag('--tcp-nodelay --tcp-fastopen', nothing),
	flag('--keepalive --alpn --npn --sessionid', nothing),
	valued('--keepalive-time --expect100-timeout', nothing),

	flag(
		'-: --next',
		refuse('--next begins a second request', 'Paste one request for each node, or use --request alone.'),
	),
	...refused(true, '-K --config', READS, 'Write its options into the command.'),
	...refused(false, '-n --netrc  --netrc-optional', READS, 'Choose Basic Auth in Authentication.'),
	...refused(true, '--netrc-file', READS, 'Choose Basic Auth in Authentication.'),
	...refused(true, '-c --cookie-jar', WRITES, 'Remove it: cookies of a response are not kept.'),
	...refused(
		false,
		'-O --remote-name  -J --remote-header-name  --remote-name-all',
		WRITES,
		'Remove it. To keep the response as a file, set Response Format to File in the option Output & Response Format.',
	),
	...refused(
		true,
		'--output-dir  --stderr  --trace  --trace-ascii  --libcurl  --hsts  --alt-svc  --etag-save  --etag-compare',
		'needs a file of the computer that runs n8n',
		'Remove it.',
	),
	...refused(
		true,
		'-E --cert  --key  --cacert  --capath  --cert-type  --key-type  --pass  --crlfile  --pinnedpubkey',
		READS,
		'Use the option Client Certificate with a Custom Webhook Client Certificate credential.',
	),
	...refused(
		false,
		'--digest  --ntlm  --negotiate  --anyauth  --location-trusted  --post301  --post302  --post303',
		NOT_HERE,
		'Remove it. The node signs in with Basic Auth, a token or a key, see Authentication.',
	),
	...refused(
		true,
		'--aws-sigv4  --request-target  --resolve  --connect-to  --interface  --unix-socket  --dns-servers',
		NOT_HERE,
		'Remove it if the request can go without.',
	),
	...refused(
		true,
		'--preproxy  --socks4  --socks4a  --socks5  --socks5-hostname  --noproxy  --proxy-header  --doh-url',
		NOT_HERE,
		'Remove it, and set Proxy in Options.',
	),
	...refused(
		true,
		'-y --speed-time  -Y --speed-limit  --limit-rate  --max-filesize  -z --time-cond  -C --continue-at',
		NOT_HERE,
		'Remove it. Options has Timeout (Seconds) and Max Response Size (MB).',
	),
	...refused(
		false,
		'-a --append  -Z --parallel  --http2-prior-knowledge  --http3  --http3-only  --tlsv1.3  --retry-all-errors',
		NOT_HERE,
		'Remove it if the request can go without.',
	),
];
