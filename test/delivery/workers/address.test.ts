import { redisAddress } from '../../../nodes/CustomWebhook/delivery/workers';

test('without a Redis in the environment there is none', () => {
	expect(redisAddress({})).toBeUndefined();
	expect(redisAddress({ QUEUE_BULL_REDIS_PORT: '6379', CUSTOM_WEBHOOK_REDIS_URL: ' ' })).toBeUndefined();
});

test("it is the Redis of n8n's queue mode, with all that n8n is told of it", () => {
	const environment = {
		QUEUE_BULL_REDIS_HOST: 'redis.internal',
		QUEUE_BULL_REDIS_PORT: '6380',
		QUEUE_BULL_REDIS_USERNAME: 'n8n',
		QUEUE_BULL_REDIS_PASSWORD: 'pw',
		QUEUE_BULL_REDIS_DB: '3',
		QUEUE_BULL_REDIS_TLS: 'true',
		QUEUE_BULL_PREFIX: 'jobs',
	};
	expect(redisAddress(environment)).toEqual({
		nodes: [{ host: 'redis.internal', port: 6380 }],
		isCluster: false,
		username: 'n8n',
		password: 'pw',
		db: 3,
		tls: true,
		prefix: 'jobs',
	});
});

test('in queue mode it is where n8n looks for it if nothing is set', () => {
	expect(redisAddress({ EXECUTIONS_MODE: 'queue' })).toMatchObject({
		nodes: [{ host: 'localhost', port: 6379 }],
		prefix: 'bull',
	});
});

test('a cluster is named by its nodes', () => {
	expect(redisAddress({ QUEUE_BULL_REDIS_CLUSTER_NODES: 'a:7000, b:7001,' })).toMatchObject({
		nodes: [
			{ host: 'a', port: 7000 },
			{ host: 'b', port: 7001 },
		],
		isCluster: true,
	});
});

test('a URL for this node alone wins', () => {
	const environment = { CUSTOM_WEBHOOK_REDIS_URL: 'redis://r:1/2', QUEUE_BULL_REDIS_HOST: 'x' };
	expect(redisAddress(environment)).toMatchObject({ url: 'redis://r:1/2' });
});
