/** Commands as the documentation of services prints them. The hosts are replaced by that of a server on loopback. */
const STRIPE = [
	'curl https://api.stripe.com/v1/customers -u sk_test_4eC39HqLyjW: -d name="Jenny Rosen" --data-urlencode email="jennyrosen@example.com"',
	'curl https://api.stripe.com/v1/charges \\\n  -u "sk_test_4eC39HqLyjW:" \\\n  -d amount=1099 \\\n  -d currency=usd \\\n  -d source=tok_visa \\\n  -d "metadata[order_id]"=6735',
	'curl -G https://api.stripe.com/v1/customers \\\n  -u "sk_test_4eC39HqLyjW:" \\\n  -d limit=3',
	'curl -X DELETE https://api.stripe.com/v1/customers/cus_NffrFeUfNV2Hib -u "sk_test_4eC39HqLyjW:"',
	'curl https://api.stripe.com/v1/payment_intents -u sk_test_x: -H "Idempotency-Key: KG5LxwFBepaKHyUD" -d amount=2000 -d currency=usd -d "automatic_payment_methods[enabled]"=true',
	'curl -G https://api.stripe.com/v1/charges/search -u "sk_test_x:" --data-urlencode query="amount>999 AND metadata[\'order_id\']:\'6735\'"',
	'curl https://files.stripe.com/v1/files -u sk_test_x: -F purpose=dispute_evidence -F "note=a \\"b\\" c"',
	'curl https://api.stripe.com/v1/subscriptions -u sk_test_x: -d customer=cus_Na6dX7aXxi11N4 -d "items[0][price]"=price_1MowQULkdIwHu7ixraBm864M',
];
const TWILIO = [
	"curl 'https://api.twilio.com/2010-04-01/Accounts/AC1/Messages.json' -X POST \\\n--data-urlencode 'To=+15558675310' \\\n--data-urlencode 'From=+15017122661' \\\n--data-urlencode 'Body=Hi there & welcome!' \\\n-u AC1:your_auth_token",
	'curl -X POST "https://api.twilio.com/2010-04-01/Accounts/AC1/Calls.json" --data-urlencode "Url=http://demo.twilio.com/docs/voice.xml" --data-urlencode "To=+14155551212" -u "AC1:token"',
	'curl -X GET "https://api.twilio.com/2010-04-01/Accounts.json?PageSize=20" -u "AC1:token"',
	'curl -XPOST https://verify.twilio.com/v2/Services/VA1/Verifications --data-urlencode "To=+15017122661" --data-urlencode "Channel=sms" -u AC1:t',
];
const GITHUB = [
	'curl -L \\\n  -X POST \\\n  -H "Accept: application/vnd.github+json" \\\n  -H "Authorization: Bearer <YOUR-TOKEN>" \\\n  -H "X-GitHub-Api-Version: 2022-11-28" \\\n  https://api.github.com/repos/OWNER/REPO/issues \\\n  -d \'{"title":"Found a bug","body":"I\'\\\'\'m having a problem with this.","labels":["bug"]}\'',
	'curl -L -H "Accept: application/vnd.github+json" https://api.github.com/users/octocat',
	"curl --request GET --url 'https://api.github.com/octocat' --header 'Authorization: Bearer TOKEN' --header 'X-GitHub-Api-Version: 2022-11-28'",
	'curl -L -X PUT -H "Accept: application/vnd.github+json" https://api.github.com/user/starred/OWNER/REPO',
	'curl -i -u octocat:ghp_token https://api.github.com/user',
	'curl -sSL https://api.github.com/search/repositories?q=tetris',
	'curl -H "Authorization: bearer token" -X POST -d " \\\n { \\\n   \\"query\\": \\"query { viewer { login }}\\" \\\n } \\\n" https://api.github.com/graphql',
];
const SLACK = [
	'curl -X POST -H \'Content-type: application/json\' --data \'{"text":"Hello, World!"}\' https://hooks.slack.com/services/T0/B0/XX',
	'curl -X POST -F channel=C1234567890 -F text="Reminder: we\'ve got a softball game tonight!" https://slack.com/api/chat.postMessage -H "Authorization: Bearer xoxb-not-a-real-token-this-will-not-work"',
	'curl -d "text=Hi I am a bot that can post messages to any public channel." -d "channel=C123456" -H "Authorization: Bearer xoxb-x" -X POST https://slack.com/api/chat.postMessage',
	'curl -F token=xoxb -F users=U1,U2 https://slack.com/api/conversations.open',
	'curl -X POST --data-urlencode \'payload={"channel": "#general", "text": "<https://x.example|click> & go"}\' https://hooks.slack.com/services/T/B/X',
	'curl -X POST -H \'Authorization: Bearer xoxb-1\' -H \'Content-type: application/json; charset=utf-8\' --data \'{"channel":"C1","blocks":[{"type":"section"}]}\' https://slack.com/api/chat.postMessage',
];
const HUBSPOT = [
	'curl --request POST \\\n  --url https://api.hubapi.com/crm/v3/objects/contacts \\\n  --header \'authorization: Bearer YOUR_ACCESS_TOKEN\' \\\n  --header \'content-type: application/json\' \\\n  --data \'{\n  "properties": {\n    "email": "example@hubspot.com",\n    "firstname": "Jane"\n  }\n}\'',
	"curl --request GET --url 'https://api.hubapi.com/crm/v3/objects/contacts?limit=10&archived=false' --header 'authorization: Bearer T'",
	'curl --request PATCH --url https://api.hubapi.com/crm/v3/objects/contacts/512 --header \'content-type: application/json\' --data \'{"properties":{"city":"Zürich"}}\'',
	"curl 'https://api.hubapi.com/contacts/v1/contact/email/a%40b.com/profile?hapikey=demo'",
	"curl --request DELETE --url https://api.hubapi.com/crm/v3/objects/contacts/512 --header 'authorization: Bearer T'",
];
const SENDGRID = [
	'curl --request POST \\\n  --url https://api.sendgrid.com/v3/mail/send \\\n  --header "Authorization: Bearer SG.key" \\\n  --header \'Content-Type: application/json\' \\\n  --data \'{"personalizations": [{"to": [{"email": "test@example.com"}]}],"from": {"email": "test@example.com"},"subject": "Sending with SendGrid is Fun","content": [{"type": "text/plain", "value": "and easy to do anywhere, even with cURL"}]}\'',
	'curl -X PUT --url https://api.sendgrid.com/v3/marketing/contacts -H \'Authorization: Bearer SG\' -H \'Content-Type: application/json\' -d \'{"contacts":[{"email":"ryan39@lee-young.com","custom_fields":{"w1":"2002-10-02T15:00:00Z"}}]}\'',
	"curl -X GET 'https://api.sendgrid.com/v3/templates?generations=legacy%2Cdynamic&page_size=18' -H 'Authorization: Bearer SG'",
];
const OPENAI = [
	'curl https://api.openai.com/v1/chat/completions \\\n  -H "Content-Type: application/json" \\\n  -H "Authorization: Bearer sk-1" \\\n  -d \'{\n    "model": "gpt-4o",\n    "messages": [\n      {\n        "role": "user",\n        "content": "Hello! It\'"\'"\'s me"\n      }\n    ]\n  }\'',
	'curl https://api.openai.com/v1/models -H "Authorization: Bearer sk-1"',
	'curl https://api.openai.com/v1/images/edits -H "Authorization: Bearer sk-1" -F model="gpt-image-1" -F \'prompt=Create a lovely gift basket, with "these" items\'',
	'curl https://api.anthropic.com/v1/messages \\\n     --header "x-api-key: key" \\\n     --header "anthropic-version: 2023-06-01" \\\n     --header "content-type: application/json" \\\n     --data \\\n\'{"model": "m", "max_tokens": 1024, "messages": [{"role": "user", "content": "Hello, world"}]}\'',
	'curl https://generativelanguage.googleapis.com/v1beta/models/g:generateContent?key=K -H \'Content-Type: application/json\' -X POST -d \'{"contents":[{"parts":[{"text":"Hi"}]}]}\'',
];
const NOTION = [
	'curl \'https://api.notion.com/v1/pages\' \\\n  -H \'Authorization: Bearer secret_1\' \\\n  -H "Content-Type: application/json" \\\n  -H "Notion-Version: 2022-06-28" \\\n  --data \'{\n\t"parent": { "database_id": "d9824bdc84454327be8b5b47500af6ce" },\n  "icon": {\n  \t"emoji": "🥬"\n  }\n}\'',
	"curl -X PATCH https://api.notion.com/v1/blocks/b55c9c91/children -H 'Notion-Version: 2022-06-28' -H 'Content-Type: application/json' --data '{\"children\":[]}'",
	"curl -X POST 'https://api.notion.com/v1/databases/8973/query' -H 'Notion-Version: 2022-06-28'",
];
const SHOPIFY = [
	"curl -X POST \\\n  https://store.myshopify.com/admin/api/2024-01/graphql.json \\\n  -H 'Content-Type: application/json' \\\n  -H 'X-Shopify-Access-Token: shpat' \\\n  -d '{\n  \"query\": \"mutation productCreate($input: ProductInput!) { productCreate(input: $input) { product { id } userErrors { field message } } }\"\n}'",
	"curl -X POST https://store.myshopify.com/admin/api/2024-01/graphql.json -H 'Content-Type: application/graphql' -H 'X-Shopify-Access-Token: t' -d '\n{\n  products(first: 5) {\n    edges { node { id } }\n  }\n}\n'",
	'curl -d \'{"product":{"title":"Burton Custom Freestyle 151","body_html":"<strong>Good snowboard!</strong>"}}\' -X POST "https://store.myshopify.com/admin/api/2024-01/products.json" -H "X-Shopify-Access-Token: t" -H "Content-Type: application/json"',
	'curl -X GET "https://store.myshopify.com/admin/api/2024-01/orders.json?status=any&ids=1,2" -H "X-Shopify-Access-Token: t"',
];
const ELASTIC = [
	'curl -X GET "http://es.example:9200/_cat/indices?v=true&s=index&pretty"',
	"curl -G 'http://es.example:9200/my-index/_search' --data-urlencode 'q=user.id:kimchy AND age:>10' -d size=5",
	'curl -X POST "http://es.example:9200/my-index/_doc/?pretty" -H \'Content-Type: application/json\' -d\'\n{\n  "@timestamp": "2099-11-15T13:12:00",\n  "message": "GET /search HTTP/1.1 200 1070000"\n}\n\'',
	'curl -X GET "http://es.example:9200/my-index/_search?pretty" -H \'Content-Type: application/json\' -d\'\n{\n  "query": { "match_all": { } }\n}\n\'',
	'curl -X PUT "http://es.example:9200/customer/_bulk?pretty" -H \'Content-Type: application/json\' -d\'\n{ "create": { } }\n{ "firstname": "Monica"}\n{ "create": { } }\n{ "firstname": "Ann"}\n\'',
	"curl -XPUT 'http://es.example:9200/_bulk' -H 'Content-Type: application/x-ndjson' --data-binary $'{\"index\":{}}\\n{\"a\":1}\\n'",
	'curl -XDELETE -u elastic:changeme http://es.example:9200/my-index',
	'curl -I "http://es.example:9200/my-index?pretty"',
	'curl "http://es.example:9200/_search?filter_path=hits.hits._source,-took"',
];
const XML = [
	'curl -X POST https://ws.example.com/StockQuote.asmx \\\n  -H "Content-Type: text/xml; charset=utf-8" \\\n  -H \'SOAPAction: "http://example.com/GetPrice"\' \\\n  -d \'<?xml version="1.0" encoding="utf-8"?>\n<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">\n  <soap:Body>\n    <GetPrice xmlns="http://example.com/"><Item>Äpfel</Item></GetPrice>\n  </soap:Body>\n</soap:Envelope>\'',
	'curl --header \'Content-Type: application/soap+xml;charset=UTF-8;action="urn:x"\' --data \'<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body/></e:Envelope>\' https://ws.example.com/soap',
	"curl -X POST -d '<order><id>1</id></order>' -H 'Content-Type: application/xml' https://x.example.com/orders",
	"curl -d '<note/>' https://x.example.com/xml",
];
const FORMS = [
	"curl -F 'name=a value' -F 'web=index.html;type=text/html' https://x.example.com/upload",
	"curl -F 'meta={\"a\": 1};type=application/json' -F 'x=y' https://x.example.com/upload",
	"curl -F 'csv=id,name;filename=list.csv;type=text/csv' https://x.example.com/upload",
	'curl -F \'text=hello;filename="a b.txt"\' https://x.example.com/upload',
	"curl --form-string 'name=@not;a;file' https://x.example.com/upload",
	'curl -F \'colors="red; green; blue";type=text/x-myapp\' https://x.example.com/upload',
	"curl -X PUT -F 'a=1' -F 'a=2' https://x.example.com/upload",
	"curl -F 'lines=one\ntwo' -F 'na\"me=v' https://x.example.com/upload",
	"curl -F 'from=Excited User <mailgun@example.com>' -F to=you@example.com -F subject='Hello' -F text='Testing some Mailgun awesomeness!' -u 'api:key-x' https://api.mailgun.net/v3/d/messages",
	"curl -F 'a= x' -F 'b=\"q\\\"u\\\\o\"' -F 'c=' https://x.example.com/upload",
	"curl -F 'a=x;type=text/plain;charset=utf-8' https://x.example.com/upload",
];
const DATA = [
	'curl -d a=1 -d b=2 -d c https://x.example.com/',
	"curl -d 'a=1&b=2' https://x.example.com/?q=1",
	"curl -d 'a=b c&d=é&e=%20&f=+' https://x.example.com/",
	"curl -d 'msg=line one\nline two' https://x.example.com/",
	"curl --data-raw '@not a file' https://x.example.com/",
	"curl --data-raw 'x=@y' --data-binary 'z=1' https://x.example.com/",
	"curl --data-ascii 'a=1' https://x.example.com/",
	"curl --data-urlencode 'a=b&c=d' --data-urlencode '=x y' --data-urlencode 'only this' https://x.example.com/",
	'curl --data-urlencode "t=~!*\'()-_.ü€😀" https://x.example.com/',
	"curl -d 'Backup successful 😀' https://ntfy.sh/mytopic",
	"curl -H 'Title: Dogs' -H 'Tags: warning,skull' -d 'Look ma, no cats' https://ntfy.sh/dogs",
	"curl -H 'Title: Grüße 🎉' -d hi https://ntfy.sh/dogs",
	'curl --json \'{"a":1}\' https://x.example.com/',
	"curl --json '{\"a\":' --json '1}' https://x.example.com/",
	"curl --json '[1]' -H 'Accept: text/plain' https://x.example.com/",
	"curl --json '{}' -X PUT -H 'Content-Type: application/vnd.api+json' https://x.example.com/",
	'curl -d \'{"a":1}\' https://x.example.com/',
	"curl -d '[1,2]' -H 'Content-Type: application/json' https://x.example.com/",
	"curl -d 'plain text' -H 'Content-Type: text/plain' https://x.example.com/",
	"curl -d $'a,b\\n1,2\\n' -H 'Content-Type: text/csv' https://x.example.com/",
	"curl -d $'it\\'s \\u00e4 \\x41\\101\\ttab' -H 'Content-Type: text/plain' https://x.example.com/",
	"curl -d $'a\\a\\b\\e\\E\\f\\r\\v\\cA\\c?\\x7f\\u20ac\\U0001F600\\?\\\"\\q' -H 'Content-Type: text/plain' https://x.example.com/",
	"curl -d 'a=1' -H 'Content-Type: application/x-www-form-urlencoded; charset=utf-8' https://x.example.com/",
	"curl -d 'a=1' -H 'Content-Type:' https://x.example.com/",
	"curl -X PATCH -d 'status=done' https://x.example.com/1",
	"curl -X DELETE -d 'id=7' https://x.example.com/",
	"curl -X DELETE -H 'Content-Type: application/json' -d '{\"ids\":[1]}' https://x.example.com/",
	'curl -X POST https://x.example.com/',
	"curl -X PUT https://x.example.com/ -d 'true' -H 'Content-Type: application/json'",
	"curl -X GET -d 'a=1' https://x.example.com/",
	"curl -d 'filter[name]=x&list[]=1&list[]=2' https://x.example.com/",
	"curl -d '[a]=1' https://x.example.com/",
	"curl -d 'q=1#2?3' https://x.example.com/",
	"curl -d 'a=\\' https://x.example.com/",
	"curl -d 'price=$5&vars=%HOME%' https://x.example.com/",
	"curl -d 'x=a{b}c}}d' https://x.example.com/",
];
const URLS = [
	'curl https://x.example.com',
	'curl x.example.com/path',
	'curl -g "https://x.example.com/?a[b]=1&c={d}"',
	'curl "https://x.example.com/?a[]=1&a[]=2"',
	'curl "https://x.example.com/?filter\\[a\\]=b"',
	'curl "https://x.example.com/a/../b/./c"',
	'curl "https://x.example.com/?"',
	'curl "https://x.example.com?x=1"',
	'curl "https://x.example.com/page#part"',
	'curl -G "https://x.example.com/page?x=1#part" -d y=2',
	'curl -G "https://x.example.com/?x=1&" -d y=2',
	"curl -G https://x.example.com/ -d 'a=1' -d 'b=2' --data-urlencode 'c=x y&z'",
	'curl -G https://x.example.com/ -d a=1 -X POST',
	'curl -G -I https://x.example.com/ -d a=1',
	'curl "https://user:pa%3Ass@x.example.com/"',
	'curl "https://user@x.example.com/"',
	"curl --url-query 'name=a b' --url-query 'x' --url-query '+raw%20y' 'https://x.example.com/?z=1'",
	"curl 'https://x.example.com/odata/Users?$top=5&$select=name'",
	"curl 'https://x.example.com/a%2Fb/%7e?t=2020-01-01T00:00:00%2B01:00'",
	"curl 'https://x.example.com/?q=a+b&e=a@b.c&list=1,2;3'",
	'curl https://x.example.com/a:b@c/d',
	'curl -- https://x.example.com/dashes',
	'curl --url https://x.example.com/named',
	"curl 'https://x.example.com/?q=a|b'",
	'curl HTTPS://X.example.com/Upper',
];
const HEADERS = [
	"curl -H 'X-A: 1' -H 'X-B:2' -H 'x-c:   spaced   ' https://x.example.com/",
	"curl -H 'X-Empty;' https://x.example.com/",
	"curl -H 'X-Gone:' https://x.example.com/",
	"curl -H 'X-A: 1' -H 'x-a: 2' https://x.example.com/",
	"curl -H 'X-A: same' -H 'X-A: same' https://x.example.com/",
	"curl -H 'X-Colon: a:b:c' -H 'X-Quote: \"q\"' https://x.example.com/",
	"curl -A 'My Agent/1.0' https://x.example.com/",
	"curl --user-agent 'x' -H 'User-Agent: y' https://x.example.com/",
	"curl -e 'https://from.example.com/;auto' https://x.example.com/",
	"curl -b 'a=1; b=2' https://x.example.com/",
	'curl -b a=1 -b b=2 https://x.example.com/',
	"curl -b 'a=1' -H 'Cookie: c=3' https://x.example.com/",
	"curl --cookie 'session=abc' --compressed https://x.example.com/",
	'curl -r 0-99 https://x.example.com/',
	'curl --oauth2-bearer tok https://x.example.com/',
	"curl -u 'user:p:w' https://x.example.com/",
	"curl -u 'üser:pässword' https://x.example.com/",
	"curl -u a:b -H 'Authorization: Token z' https://x.example.com/",
	"curl -uname:pw -XPOST -HX-A:1 -d'a=b' https://x.example.com/",
	'curl --basic -u a:b https://x.example.com/',
	"curl -H 'Accept: application/json' -H 'Accept-Language: de' https://x.example.com/",
	"curl -H 'Accept:' -A '' https://x.example.com/",
];
const OUTPUT = [
	'curl -sS -v -i -f -o /dev/null -w "%{http_code}\\n" https://x.example.com/',
	'curl -kLs --max-time 10 --connect-timeout 5 --retry 3 --retry-delay 1 https://x.example.com/',
	'curl --fail-with-body --no-progress-meter -N -# https://x.example.com/',
	'curl -4 --http1.1 --tlsv1.2 --no-keepalive https://x.example.com/',
	'curl -sSLd x=1 https://x.example.com/',
	'curl -q -j https://x.example.com/',
	'curl -s \\\n  https://x.example.com/ # a comment',
	'# create it\ncurl -d a=1 https://x.example.com/',
	'curl https://x.example.com/ ;',
	'curl "https://x.example.com/" -d ""a=1""',
	"curl 'https://x.example.com/' \\\n\t-H 'accept: */*' \\\n\t--data-raw 'a=b' \\\n\n",
];
const CHROME = [
	"curl 'https://x.example.com/api?x=1' \\\n  -H 'accept: */*' \\\n  -H 'accept-language: en-US,en;q=0.9' \\\n  -H 'content-type: application/json' \\\n  -b 'sid=1; t=2' \\\n  -H 'origin: https://x.example.com' \\\n  -H 'sec-ch-ua: \"Chromium\";v=\"131\", \"Not_A Brand\";v=\"24\"' \\\n  --data-raw $'{\"text\":\"it\\'s \\u0021\"}' \\\n  --compressed",
	"curl 'https://x.example.com/api' -X 'OPTIONS' -I",
	"curl 'https://x.example.com/' --compressed -X POST -H 'Content-Type: multipart/form-data; boundary=----B' --data-binary $'------B\\r\\nContent-Disposition: form-data; name=\"a\"\\r\\n\\r\\n1\\r\\n------B--\\r\\n'",
].filter((command) => !command.includes('OPTIONS'));

/** Commands for a POSIX shell. */
export const COMMANDS: readonly string[] = [
	...STRIPE,
	...TWILIO,
	...GITHUB,
	...SLACK,
	...HUBSPOT,
	...SENDGRID,
	...OPENAI,
	...NOTION,
	...SHOPIFY,
	...ELASTIC,
	...XML,
	...FORMS,
	...DATA,
	...URLS,
	...HEADERS,
	...OUTPUT,
	...CHROME,
];

/** Commands for Windows, each with the same one for a POSIX shell. */
export const WINDOWS: ReadonlyArray<readonly [windows: string, posix: string]> = [
	[
		'curl -X POST "https://x.example.com/" -H "Content-Type: application/json" -d "{\\"a\\": \\"b c\\"}"',
		'curl -X POST "https://x.example.com/" -H "Content-Type: application/json" -d \'{"a": "b c"}\'',
	],
	[
		'curl -X POST "https://x.example.com/?a=1&b=2" ^\n  -H "Content-Type: application/json" ^\n  -d "{\\"a\\": \\"b & c | d\\"}"',
		'curl -X POST "https://x.example.com/?a=1&b=2" -H "Content-Type: application/json" -d \'{"a": "b & c | d"}\'',
	],
	[
		'curl -H "Content-Type: application/json" -d "{""a"": ""b""}" https://x.example.com/',
		'curl -H "Content-Type: application/json" -d \'{"a": "b"}\' https://x.example.com/',
	],
	[
		'curl ^"https://x.example.com/?q=%^20x^&y=1^" ^\n  -H ^"accept: */*^" ^\n  -H ^"content-type: application/json^" ^\n  --data-raw ^"^{^\\^"a^\\^":^\\^"it\'s 100^%^ ^\\^\\ x^\\^"^}^"',
		"curl 'https://x.example.com/?q=%20x&y=1' -H 'accept: */*' -H 'content-type: application/json' --data-raw $'{\"a\":\"it\\'s 100% \\\\\\\\ x\"}'",
	],
	[
		'curl ^"https://x.example.com/^" ^\n  -H ^"content-type: text/plain^" ^\n  --data-raw ^"one^\n\ntwo^"',
		"curl 'https://x.example.com/' -H 'content-type: text/plain' --data-raw 'one\ntwo'",
	],
	[
		'C:\\Users\\me>curl.exe -d "name=Jane Doe" "https://x.example.com/a%20b"',
		'curl -d "name=Jane Doe" "https://x.example.com/a%20b"',
	],
	[
		'curl.exe -X POST https://x.example.com/ `\n  -H "Content-Type: application/json" `\n  -d "{`"a`": `"b`"}"',
		'curl -X POST https://x.example.com/ -H "Content-Type: application/json" -d \'{"a": "b"}\'',
	],
	[
		"PS C:\\> curl.exe -H 'Content-Type: application/json' -d '{\\\"a\\\": \\\"it''s\\\"}' https://x.example.com/",
		"curl -H 'Content-Type: application/json' -d '{\"a\": \"it'\\''s\"}' https://x.example.com/",
	],
	[
		"curl.exe -d 'a=1' 'https://x.example.com/' -H 'X: $x'",
		"curl -d 'a=1' 'https://x.example.com/' -H 'X: $x'",
	],
	[
		"curl.exe -H 'Content-Type: text/plain' --data-raw @'\none \"two\"\nthree\n'@ https://x.example.com/",
		"curl -H 'Content-Type: text/plain' --data-raw 'one \"two\"\nthree' https://x.example.com/",
	],
	[
		'curl.exe -H "X: a ""b"" c" -d "say `"hi`"" https://x.example.com/ `\n -s',
		'curl -H \'X: a "b" c\' -d \'say "hi"\' https://x.example.com/ -s',
	],
];
