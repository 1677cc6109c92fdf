/** The address of the Redis that all n8n processes share: from n8n's queue mode settings, or set for this node. */

type Environment = Readonly<Record<string, string | undefined>>;

export interface RedisAddress {
	/** Overrides everything else except `prefix`. */
	url?: string;
	/** One node, or the known nodes of a cluster. */
	nodes: ReadonlyArray<{ host: string; port: number }>;
	isCluster: boolean;
	username?: string;
	password?: string;
	db: number;
	tls: boolean;
	/** Of every key. */
	prefix: string;
}

const DEFAULT_PORT = 6379;

/** Undefined if the environment names no Redis. */
export function redisAddress(environment: Environment): RedisAddress | undefined {
	const own = environment.CUSTOM_WEBHOOK_REDIS_URL?.trim();
	const host = environment.QUEUE_BULL_REDIS_HOST?.trim();
	const cluster = nodesOf(environment.QUEUE_BULL_REDIS_CLUSTER_NODES ?? '');
	const isQueue = environment.EXECUTIONS_MODE === 'queue';
	if (!own && !host && cluster.length === 0 && !isQueue) return undefined;
	const port = Number(environment.QUEUE_BULL_REDIS_PORT) || DEFAULT_PORT;
	const { QUEUE_BULL_REDIS_USERNAME: username, QUEUE_BULL_REDIS_PASSWORD: password } = environment;
	return {
		...(own ? { url: own } : {}),
		nodes: cluster.length > 0 ? cluster : [{ host: host || 'localhost', port }],
		isCluster: cluster.length > 0,
		...(username ? { username } : {}),
		...(password ? { password } : {}),
		db: Number(environment.QUEUE_BULL_REDIS_DB) || 0,
		tls: environment.QUEUE_BULL_REDIS_TLS === 'true',
		prefix: environment.QUEUE_BULL_PREFIX || 'bull',
	};
}

/** `host:port,host:port`, as in n8n. */
function nodesOf(text: string): Array<{ host: string; port: number }> {
	const entries = text.split(',').map((entry) => entry.trim());
	return entries
		.filter((entry) => entry !== '')
		.map((entry) => {
			const colon = entry.lastIndexOf(':');
			const [host, port] = colon < 0 ? [entry, ''] : [entry.slice(0, colon), entry.slice(colon + 1)];
			return { host, port: Number(port) || DEFAULT_PORT };
		});
}
