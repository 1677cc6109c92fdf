import { tlsMemoryOf } from '../../../nodes/CustomWebhook/delivery/connection/tls-memories';

const others = (prefix: string, count: number) =>
	Array.from({ length: count }, (_, at) => tlsMemoryOf(`${prefix} ${at}`));

test('connections of one kind share a memory, and others have their own', () => {
	tlsMemoryOf('one').asksForCertificate = true;
	expect(tlsMemoryOf('one')).toEqual({ asksForCertificate: true });
	expect(tlsMemoryOf('another')).toEqual({});
});

test('of too many kinds, the one that was used least recently is forgotten', () => {
	const kept = tlsMemoryOf('kept');
	const forgotten = tlsMemoryOf('forgotten');
	tlsMemoryOf('kept');
	others('new', 255);
	expect(tlsMemoryOf('kept')).toBe(kept);
	expect(tlsMemoryOf('forgotten')).not.toBe(forgotten);
});
