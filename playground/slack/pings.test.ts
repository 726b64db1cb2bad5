import { expect, it } from 'vitest';
import { pingsOf } from './pings.ts';

const section = (type: string, text: string) => [{ type: 'section', text: { type, text } }];

it('counts raw control sequences only', () => {
  expect(pingsOf('<!channel> <@U0ANNA|anna> <!here|here> <!subteam^S1|@x>', null, null)).toEqual([
    'channel',
    'U0ANNA',
    'here',
    'S1',
  ]);
  expect(pingsOf('&lt;!channel&gt; @channel <https://a.b|<!x> <#C0WORK> <!date^1^{date}|x>', null, null)).toEqual([]);
});

it('looks into mrkdwn, attachments and rich text, and never into plain_text', () => {
  expect(pingsOf('', section('mrkdwn', '*<!channel>*'), null)).toEqual(['channel']);
  expect(pingsOf('', section('plain_text', '<!channel>'), null)).toEqual([]);
  expect(pingsOf('', null, [{ text: '<!everyone>', blocks: section('mrkdwn', '<@U0B>') }])).toEqual([
    'everyone',
    'U0B',
  ]);
  const rich = [
    {
      type: 'rich_text',
      elements: [
        { type: 'broadcast', range: 'here' },
        { type: 'user', user_id: 'U1' },
      ],
    },
  ];
  expect(pingsOf('', rich, null)).toEqual(['here', 'U1']);
});
