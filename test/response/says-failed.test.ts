import type { JsonValue } from '../../nodes/CustomWebhook/formats/json';
import { resultSaysFailed, saysFailed, saysPartlyFailed } from '../../nodes/CustomWebhook/response';

it.each<[JsonValue, string]>([
	[{ ok: false, error: 'invalid_auth' }, 'ok'],
	[{ success: false }, 'success'],
	[{ data: null, errors: [{ message: 'no' }] }, 'errors'],
	[{ data: { a: 1 }, errors: [{ message: 'no' }] }, 'errors'],
	[{ errors: [{ message: 'no' }] }, 'errors'],
	[{ errors: { email: ['is taken'] }, message: 'Invalid' }, 'errors'],
	[{ error: { message: 'no' } }, 'error'],
	[{ error: 'invalid_grant', error_description: 'expired' }, 'error'],
	[{ code: 17, status: 'error', error: { type: 'quota' } }, 'error'],
	[{ Error: ['no'] }, 'error'],
	[{ status: 'error', message: 'no such list' }, 'status'],
	[{ status: 'fail', code: 3, detail: 'no' }, 'status'],
	[{ status: ' Failed ' }, 'status'],
	[{ error_code: 'E1', status_code: 200, error_message: 'no board', error_data: { id: 1 } }, 'error'],
	[{ errorMessage: 'no board', errors: [] }, 'error'],
	[{ err: 'Status does not exist', ECODE: 'CRTSK_001' }, 'error'],
	[{ status: 'failed', reason: 'no credit', msg: 'sorry' }, 'status'],
	[{ errors: [{ message: 'no', locations: [{ line: 1, column: 2 }] }], account_id: 1 }, 'errors'],
])('%j says that it is no success', (body, member) => {
	expect(saysFailed(body)).toBe(member);
});

it.each<[JsonValue]>([
	[{ ok: true }],
	[{ ok: 'false' }],
	[{ success: 0 }],
	[{ result: { ok: false } }],
	[{ data: {}, errors: [] }],
	[{ errors: [] }],
	[{ errors: {} }],
	[{ errors: null, message: 'Saved' }],
	[{ error: null }],
	[{ error: '' }],
	[{ errorCode: '000', errorMessage: 'No error' }],
	[{ error_message: 'one is wrong', id: 7 }],
	[{ error: ' ' }],
	[{ error: 0, message: 'OK' }],
	[{ error: '0' }],
	[{ error: 'None' }],
	[{ error: false }],
	[{ error: {} }],
	[{ error: { message: 'no' }, id: 7 }],
	[{ errors: ['one is wrong'], results: [1, 2] }],
	[{ status: 'error', id: 7 }],
	[{ status: 'success', message: 'error' }],
	[{ status: 500, message: 'no' }],
	[{ message: 'Saved', code: 0 }],
	[{}],
	[[{ ok: false }]],
	['ok: false'],
	[null],
])('%j does not', (body) => {
	expect(saysFailed(body)).toBeUndefined();
});

it.each<[JsonValue, boolean]>([
	[{ id: 7, error: { message: 'no' } }, true],
	[{ id: 7, errors: ['no'] }, true],
	[{ id: 7, success: false }, true],
	[{ id: 7, status: 'error', message: 'dup' }, true],
	[{ id: 7, status: 'created' }, false],
	[{ email: 'bob@', status: 'rejected', message: 'Invalid address' }, true],
	[{ id: 7, code: 422 }, true],
	[{ id: 7, error: null, errors: [] }, false],
	[{ id: 7, error: '0' }, false],
	['no', false],
	[null, false],
])('The result %j of a member of a batch says that it failed: %j', (result, hasFailed) => {
	expect(resultSaysFailed(result)).toBe(hasFailed);
});

it.each<[JsonValue, boolean]>([
	[{ new_members: [{ id: 1 }], errors: [{ error: 'fake' }], error_count: 1 }, true],
	[{ errors: ['one is wrong'], results: [1, 2] }, true],
	[[{ code: 200 }, { code: 400, error: 'Invalid email' }], true],
	[{ results: [{ success: true }, { success: false }] }, true],
	[{ responses: [{ status: '201' }, { status: 429 }] }, true],
	[{ items: [{ statusCode: 500 }] }, true],
	[{ took: 3, errors: true, items: [{ index: { status: 400 } }] }, true],
	[{ multicast_id: 1, success: 0, failure: 1, results: [{ error: 'NotRegistered' }] }, true],
	[{ kind: 'insertAll', insertErrors: [{ index: 0, errors: [{ reason: 'invalid' }] }] }, true],
	[{ data: { customerCreate: { customer: null, userErrors: [{ message: 'is taken' }] } } }, true],
	[{ data: { customerCreate: { customer: { id: 1 }, userErrors: [] } } }, false],
	[{ a: { b: { c: { errors: ['deep in a record'] } } } }, false],
	[{ list: [{ errors: ['of a record'] }] }, false],
	[{ took: 3, errors: false, failed: 0, failures: [], a: { failed: 3 } }, false],
	[{ failed: 'no', failure: null, failures: 'none' }, false],
	[{ errors: [], results: [{ success: true, code: 0 }] }, false],
	[{ results: [{ status: 'failed', error: 'of a record' }] }, true],
	[{ data: [{ code: 'DUPLICATE_DATA', status: 'error', message: 'duplicate data' }] }, true],
	[{ Messages: [{ Status: 'error', Errors: [{ ErrorMessage: 'no' }] }] }, true],
	[[{ email: 'a@b.c', status: 'rejected', reject_reason: 'hard-bounce' }], true],
	[[{ email: 'a@b.c', status: 'sent', reject_reason: null }], false],
	[[{ ErrorCode: 406, Message: 'inactive' }], true],
	[[{ ErrorCode: 0, Message: 'OK' }], false],
	[{ 'message-count': '1', messages: [{ status: '4', 'error-text': 'Bad Credentials' }] }, true],
	[{ 'message-count': '1', messages: [{ status: '0', to: '4479' }] }, false],
	[{ compositeResponse: [{ body: {}, httpStatusCode: 400 }] }, true],
	[{ messages: { resultCode: 'Error', message: [{ code: 'E00007' }] } }, true],
	[{ id: 'pay_1', status: 'failed', amount: 5 }, true],
	[{ id: 7, status: 'open', code: 200, fields: { list: { status: 'failed' } } }, false],
	[{ results: [{ error: { message: 'of a record' } }] }, false],
	[[{ code: 'E400' }, { status: 200 }, { code: 4000 }, null, 'no'], false],
	[{ error: { code: 400 } }, true],
	[{ error: { code: 'E1' } }, false],
	['no', false],
	[null, false],
])('%j says that some of what was sent failed: %j', (body, hasFailed) => {
	expect(saysPartlyFailed(body)).toBe(hasFailed);
});
