import { insertBefore, remove, replace } from './edits'
import { type Item, item } from './trial'

export default [
  item({
    example: 'echo-server',
    edits: [
      replace(2, 'startServer }', 'SimulatedNetwork, setNetwork, startServer }'),
      insertBefore(36, 'setNetwork(new SimulatedNetwork({ latency: 0.5 }))'),
    ],
    prints: {
      en: `
        1.00 Ann calls hello
        1.00 Ben calls hey
        3.00 Ann hears hello
        3.00 Ann calls bye
        3.00 Ben hears hey
        3.50 server: somebody has hung up
        5.00 Ann hears bye
        5.50 server: somebody has hung up
        5.50 the server is closed
      `,
      'zh-Hans': `
        1.00 小红喊：你好
        1.00 小明喊：在吗
        3.00 小红听到：你好
        3.00 小红喊：再见
        3.00 小明听到：在吗
        3.50 服务器：有人挂断了
        5.00 小红听到：再见
        5.50 服务器：有人挂断了
        5.50 服务器关了
      `,
    },
  }),
  item({
    example: 'pieces',
    edits: [replace(8, 'sleep(1)', 'sleep(0)')],
    prints: {
      en: `
        0.00 in pieces:
        0.04   one|two|three|four
        0.04 in lines:
        0.08   one|
        0.08   two|
        0.08   three|
        0.08   four
      `,
      'zh-Hans': `
        0.00 一块一块读：
        0.04   one|two|three|four
        0.04 一行一行读：
        0.08   one|
        0.08   two|
        0.08   three|
        0.08   four
      `,
    },
  }),
  item({
    example: 'slow-client',
    edits: [remove(10)],
    prints: {
      en: `
        0.03 server: parcel 1 is out of my hands
        0.03 server: parcel 2 is out of my hands
        0.03 server: parcel 3 is out of my hands
        0.03 server: parcel 4 is out of my hands
        0.03 server: parcel 5 is out of my hands
        0.03 server: parcel 6 is out of my hands
        0.03 server: parcel 7 is out of my hands
        0.03 server: parcel 8 is out of my hands
        1.02 client: parcel 1 is unpacked
        2.02 client: parcel 2 is unpacked
        3.02 client: parcel 3 is unpacked
        4.02 client: parcel 4 is unpacked
        5.02 client: parcel 5 is unpacked
        6.02 client: parcel 6 is unpacked
        7.02 client: parcel 7 is unpacked
        8.02 client: parcel 8 is unpacked
      `,
      'zh-Hans': `
        0.03 服务器：第1箱送出去了
        0.03 服务器：第2箱送出去了
        0.03 服务器：第3箱送出去了
        0.03 服务器：第4箱送出去了
        0.03 服务器：第5箱送出去了
        0.03 服务器：第6箱送出去了
        0.03 服务器：第7箱送出去了
        0.03 服务器：第8箱送出去了
        1.02 客户端：第1箱拆好了
        2.02 客户端：第2箱拆好了
        3.02 客户端：第3箱拆好了
        4.02 客户端：第4箱拆好了
        5.02 客户端：第5箱拆好了
        6.02 客户端：第6箱拆好了
        7.02 客户端：第7箱拆好了
        8.02 客户端：第8箱拆好了
      `,
    },
  }),
  item({
    example: 'crawler',
    edits: [replace(69, '3', '1')],
    prints: {
      en: `
        1.04 200 cats/
        2.08 200 cats/tom
        4.12 200 dogs/
        5.36 200 mice/
        7.40 200 dogs/rex
        8.64 404 mice/jerry
        8.64 6 pages
      `,
      'zh-Hans': `
        1.04 200 cats/
        2.08 200 cats/tom
        4.12 200 dogs/
        5.36 200 mice/
        7.40 200 dogs/rex
        8.64 404 mice/jerry
        8.64 6个页面
      `,
    },
  }),
  item(
    {
      example: 'datagrams',
      edits: [replace(16, '3', '1')],
      prints: {
        en: `
        0.01 clock: what time is it? (1)
        0.02 answer: twelve sharp
      `,
        'zh-Hans': `
        0.01 时钟：几点了？（1）
        0.02 答复：十二点整
      `,
      },
    },
    [16, 37, 40],
  ),
] satisfies readonly Item[]
