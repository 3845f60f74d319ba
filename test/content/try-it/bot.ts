import { remove, replace } from './edits'
import { type Item, item } from './trial'

export default [
  item({
    example: 'bot',
    edits: [replace(90, 'this.#start(this.weather(from))', 'yield* this.weather(from)')],
    prints: {
      en: `
        0.02 bot: connected, has seen 0
        1.00 chat: Ada wants to know the weather
        2.00 chat: Bo wants to know the weather
        3.50 server: hangs up
        4.00 chat: Cy wants to know the weather
        5.01 bot: no reply, gives up on Ada
      `,
      'zh-Hans': `
        0.02 机器人：连上了，见过0条
        1.00 聊天室：Ada想知道天气
        2.00 聊天室：Bo想知道天气
        3.50 服务器：挂断
        4.00 聊天室：Cy想知道天气
        5.01 机器人：没有答复，Ada的就算了
      `,
    },
  }),
  item({
    example: 'bot',
    edits: [remove(81)],
    prints: {
      en: `
        0.02 bot: connected, has seen 0
        1.00 chat: Ada wants to know the weather
        2.00 chat: Bo wants to know the weather
        3.50 server: hangs up
        3.51 bot: not connected
        4.00 chat: Cy wants to know the weather
        4.06 chat: @Ada: Oslo, snow
        4.53 bot: connected, has seen 2
        7.03 bot: no reply, gives up on Bo
        7.05 bot: no reply, gives up on Ada
        7.60 chat: @Cy: Lima, fog
      `,
      'zh-Hans': `
        0.02 机器人：连上了，见过0条
        1.00 聊天室：Ada想知道天气
        2.00 聊天室：Bo想知道天气
        3.50 服务器：挂断
        3.51 机器人：没连着
        4.00 聊天室：Cy想知道天气
        4.06 聊天室：@Ada：Oslo，下雪
        4.53 机器人：连上了，见过2条
        7.03 机器人：没有答复，Bo的就算了
        7.05 机器人：没有答复，Ada的就算了
        7.60 聊天室：@Cy：Lima，有雾
      `,
    },
  }),
  item({
    example: 'bot',
    edits: [replace(80, 'this.#seen', '0')],
    prints: {
      en: `
        0.02 bot: connected, has seen 0
        1.00 chat: Ada wants to know the weather
        2.00 chat: Bo wants to know the weather
        3.50 server: hangs up
        3.51 bot: not connected
        4.00 chat: Cy wants to know the weather
        4.06 chat: @Ada: Oslo, snow
        4.53 bot: connected, has seen 2
        7.03 bot: no reply, gives up on Bo
        7.60 chat: @Ada: Oslo, snow
        7.60 chat: @Cy: Lima, fog
      `,
      'zh-Hans': `
        0.02 机器人：连上了，见过0条
        1.00 聊天室：Ada想知道天气
        2.00 聊天室：Bo想知道天气
        3.50 服务器：挂断
        3.51 机器人：没连着
        4.00 聊天室：Cy想知道天气
        4.06 聊天室：@Ada：Oslo，下雪
        4.53 机器人：连上了，见过2条
        7.03 机器人：没有答复，Bo的就算了
        7.60 聊天室：@Ada：Oslo，下雪
        7.60 聊天室：@Cy：Lima，有雾
      `,
    },
  }),
  item({
    example: 'bot',
    edits: [replace(150, 'answer === undefined', 'true')],
    prints: {
      en: `
        0.02 bot: connected, has seen 0
        1.00 chat: Ada wants to know the weather
        2.00 chat: Bo wants to know the weather
        3.50 server: hangs up
        3.51 bot: not connected
        4.00 chat: Cy wants to know the weather
        4.06 chat: @Ada: Oslo, snow
        4.53 bot: connected, has seen 2
        5.54 chat: @Ada: Oslo, snow
        7.03 bot: no reply, gives up on Bo
        7.60 chat: @Cy: Lima, fog
      `,
      'zh-Hans': `
        0.02 机器人：连上了，见过0条
        1.00 聊天室：Ada想知道天气
        2.00 聊天室：Bo想知道天气
        3.50 服务器：挂断
        3.51 机器人：没连着
        4.00 聊天室：Cy想知道天气
        4.06 聊天室：@Ada：Oslo，下雪
        4.53 机器人：连上了，见过2条
        5.54 聊天室：@Ada：Oslo，下雪
        7.03 机器人：没有答复，Bo的就算了
        7.60 聊天室：@Cy：Lima，有雾
      `,
    },
  }),
  item({
    example: 'call-by-echo',
    edits: [remove(11)],
    prints: {
      en: `
        0.00 out: request 1, city of Ada
        0.00 out: request 2, city of Bo
        1.00 in:  reply 2, Rome
        2.00 in:  reply 1, Oslo
        2.00 DeadlockError: nothing is ready, no timer is set, and nobody can wake anybody any more:
        2.00   Task-1 waits for gather of Task-2, Task-3
        2.00   Task-2 waits for <Future pending>
        2.00   Task-3 waits for <Future pending>
      `,
      'zh-Hans': `
        0.00 发出：请求1，Ada的城市
        0.00 发出：请求2，Bo的城市
        1.00 收到：答复2，Rome
        2.00 收到：答复1，Oslo
        2.00 DeadlockError: nothing is ready, no timer is set, and nobody can wake anybody any more:
        2.00   Task-1 waits for gather of Task-2, Task-3
        2.00   Task-2 waits for <Future pending>
        2.00   Task-3 waits for <Future pending>
      `,
    },
  }),
] satisfies readonly Item[]
