import type { Word } from './command';
import type { Draft } from './draft';

/** cURL's own default. */
const PORT = 1080;

/** `-x [protocol://][user:password@]host[:port]`; an empty one takes an earlier one back. */
export function setProxy(draft: Draft, value: Word): void {
	const text = draft.plain('-x', value).trim();
	draft.proxy = text === '' ? undefined : addressIn(draft, value, text);
	combine(draft);
}

/** `-U user:password`, before or after `-x`. */
export function setProxyUser(draft: Draft, value: Word): void {
	draft.proxyUser = draft.plain('-U', value);
	combine(draft);
}

function addressIn(draft: Draft, value: Word, text: string): string {
	const [, scheme = 'http', rest = ''] = /^(?:([a-z][a-z0-9]*):\/\/)?([^/]*)\/?$/i.exec(text) ?? [];
	const url = /:\d+$/.test(rest) ? `${scheme}://${rest}` : `${scheme}://${rest}:${PORT}`;
	if (/^https?$/i.test(scheme) && rest !== '' && URL.canParse(url)) return url;
	throw draft.mistake(
		value,
		'-x takes the address of an http or https proxy',
		'Write it as in -x http://proxy.example.com:8080.',
	);
}

/** The user in the address of a proxy wins over `-U`, as in cURL. */
function combine(draft: Draft): void {
	const { proxy, proxyUser = '' } = draft;
	const own = proxy === undefined ? undefined : new URL(proxy);
	const hasOwnUser = own?.username !== '' || own.password !== '';
	if (proxy === undefined) delete draft.options.proxy;
	else draft.options.proxy = hasOwnUser || proxyUser === '' ? proxy : withUser(proxy, proxyUser);
	draft.proxyPassword = own?.password ? '-x' : /:./.test(proxyUser) ? '-U' : undefined;
}

function withUser(proxy: string, user: string): string {
	const [name = '', ...password] = user.split(':');
	const url = new URL(proxy);
	url.username = name;
	url.password = password.join(':');
	return url.href;
}
