/** grammY's documented fast set-up: Express, webhookCallback, one SELECT through `pg`, and the same two calls out. */
import express from 'express';
import { Bot, InlineKeyboard, webhookCallback } from 'grammy';
import { Pool } from 'pg';

const { BOT_TOKEN = '', API_ROOT = '', DATABASE_URL = '', PORT = '0', SECRET = '' } = process.env;
const pool = new Pool({ connectionString: DATABASE_URL, max: 20 });
const bot = new Bot(BOT_TOKEN, { client: { apiRoot: API_ROOT } });

bot.callbackQuery('home', async (ctx) => {
  const { rows } = await pool.query(
    `select r.given_name, u.number, b.address from chat c
     join resident r on r.id = c.resident_id join occupancy o on o.resident_id = r.id
     join unit u on u.id = o.unit_id join building b on b.id = u.building_id where c.address = $1`,
    [String(ctx.from.id)],
  );
  const [home] = rows as { given_name: string; number: string; address: string }[];
  const keyboard = new InlineKeyboard().text('Home', 'home').text('Service', 'svc');
  await Promise.all([
    ctx.answerCallbackQuery(),
    ctx.editMessageText(`${home?.given_name}, ${home?.number}, ${home?.address}`, { reply_markup: keyboard }),
  ]);
});

await bot.init();
const app = express();
app.use(express.json());
app.use('/telegram/webhook', webhookCallback(bot, 'express', { secretToken: SECRET }));
app.listen(Number(PORT), '127.0.0.1', () => process.stdout.write('ready\n'));
