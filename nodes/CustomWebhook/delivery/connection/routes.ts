import { rememberingLast } from '../../formats';
import type { GuardContext } from './addresses';
import type { Route } from './route';
import { bareHost } from './guard';
import { proxyFor } from './proxy';
import { loadTls, type RunTls } from './tls-settings';
import type { DeliveryPolicy, DeliveryTools } from '../types';

/** Most origins remembered: a run with a new origin for each item must not fill the memory. */
const MOST_REMEMBERED = 1000;

/** The routes of a run, computed once for each origin. */
export class Routes {
	readonly guard: GuardContext;
	private readonly tls: RunTls;
	private readonly remembered = new Map<string, Route>();
	/**
	 * @param leftOrigin after a redirect to another origin: without the client certificate
	 * @throws WebhookFailure (`request`) if the proxy's URL cannot be used
	 */
	readonly to = rememberingLast((url: URL, leftOrigin: boolean) => this.routeOf(url, leftOrigin));

	/** @throws WebhookFailure (`tls`) if the client certificate cannot be used */
	constructor(
		private readonly policy: Pick<DeliveryPolicy, 'tls' | 'proxy' | 'allowPrivateNetwork'>,
		private readonly tools: DeliveryTools,
	) {
		this.tls = loadTls(policy.tls, tools.environment);
		this.guard = { allowPrivateNetwork: policy.allowPrivateNetwork, tools };
	}

	private routeOf(url: URL, leftOrigin: boolean): Route {
		const key = leftOrigin ? `${url.origin} elsewhere` : url.origin;
		const known = this.remembered.get(key);
		if (known) return known;
		if (this.remembered.size >= MOST_REMEMBERED) this.remembered.clear();
		const route = this.workOut(url, leftOrigin ? this.tls.elsewhere : this.tls.first);
		this.remembered.set(key, route);
		return route;
	}

	private workOut(url: URL, tls: RunTls['first']): Route {
		const secure = url.protocol === 'https:';
		const proxy = proxyFor(url, this.policy.proxy, this.tools.environment);
		return {
			origin: url.origin,
			hostname: bareHost(url.hostname),
			port: Number(url.port) || (secure ? 443 : 80),
			secure,
			...(proxy ? { proxy } : {}),
			forwarded: proxy !== undefined && !proxy.socks && !secure,
			tls,
			proxyTls: this.tls.elsewhere,
		};
	}
}
