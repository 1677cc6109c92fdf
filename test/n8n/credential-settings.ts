import { defaultPolicy, type Settings } from '../../nodes/CustomWebhook/settings';

/** What a test asks for. */
export type Asked = Partial<
	Pick<Settings, 'authentication' | 'signing' | 'clientCertificate' | 'operation' | 'policy'>
>;

/** The part of the settings that credentials depend on. */
export const settingsWith = (asked: Asked) =>
	({
		authentication: 'none',
		operation: 'send',
		clientCertificate: false,
		policy: defaultPolicy(),
		...asked,
	}) as Settings;

export const SIGNING: Settings['signing'] = {
	scheme: 'hmac',
	header: 'X-Signature',
	algorithm: 'sha256',
	encoding: 'hex',
	prefix: '',
};
