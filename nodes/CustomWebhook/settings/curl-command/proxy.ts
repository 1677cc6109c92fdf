import type { Word } from './command';
import type { Draft } from './draft';

/** cURL's own default. */
const PORT = 1080;

/** `-x [protocol://][user:password@]host[:port]`. */
export function setProxy(draft: Draft, value: Word): void {
	const text = draft.plain('-x', value).trim();
	if (text === '') return;
	const [, scheme = 'http', rest = ''] = /^(?:([a-z][a-z0-9]*):\/\/)?([^/]*)\/?$/i.exec(text) ?? [];
	const url = /:\d+$/.test(rest) ? `${scheme}://${rest}` : `${scheme}://${rest}:${PORT}`;
	if (!/^https?$/i.test(scheme) || rest === '' || !URL.canParse(url))
		throw draft.mistake(
			value,
			'-x takes the address of an http or https proxy',
			'Write it as in -x http://proxy.example.com:8080.',
		);
	draft.options.proxy = withUser(url, draft.proxyUser);
	if (new URL(url).password !== '') draft.proxyPassword ??= '-x';
}

/** `-U user:password`, before or after `-x`. */
export function setProxyUser(draft: Draft, value: Word): void {
	draft.proxyUser = draft.plain('-U', value);
	if (/:./.test(draft.proxyUser)) draft.proxyPassword = '-U';
	const { proxy } = draft.options;
	if (typeof proxy === 'string') draft.options.proxy = withUser(proxy, draft.proxyUser);
}

function withUser(proxy: string, user: string | undefined): string {
	if (user === undefined) return proxy;
	const [name = '', ...password] = user.split(':');
	const url = new URL(proxy);
	url.username = name;
	url.password = password.join(':');
	return url.href;
}
