import type { Dice } from "./random";

const SURNAMES =
  "王 Wang|李 Li|张 Zhang|刘 Liu|陈 Chen|杨 Yang|赵 Zhao|黄 Huang|周 Zhou|吴 Wu|徐 Xu|孙 Sun|胡 Hu|朱 Zhu|高 Gao|林 Lin|何 He|郭 Guo|马 Ma|罗 Luo|梁 Liang|宋 Song|郑 Zheng|谢 Xie|韩 Han|唐 Tang|冯 Feng|于 Yu|董 Dong|萧 Xiao|程 Cheng|曹 Cao|袁 Yuan|邓 Deng|许 Xu|傅 Fu|沈 Shen|曾 Zeng|彭 Peng|吕 Lü|苏 Su|卢 Lu|蒋 Jiang|蔡 Cai|贾 Jia|丁 Ding|魏 Wei|薛 Xue|叶 Ye|阎 Yan|余 Yu|潘 Pan|杜 Du|戴 Dai|夏 Xia|钟 Zhong|汪 Wang|田 Tian|任 Ren|姜 Jiang";
const GIVEN =
  "晓岚 Xiaolan|文清 Wenqing|一鸣 Yiming|佳宁 Jianing|国栋 Guodong|婉 Wan|海峰 Haifeng|静怡 Jingyi|敏 Min|建业 Jianye|立群 Liqun|思远 Siyuan|明辉 Minghui|晓 Xiao|立新 Lixin|捷 Jie|丽华 Lihua|雅楠 Yanan|启航 Qihang|玉梅 Yumei|学民 Xuemin|若兰 Ruolan|小蕾 Xiaolei|建平 Jianping|小雨 Xiaoyu|芳 Fang|雪 Xue|丹 Dan|志强 Zhiqiang|伟 Wei|秀英 Xiuying|娜 Na|磊 Lei|洋 Yang|艳 Yan|勇 Yong|军 Jun|杰 Jie|娟 Juan|涛 Tao|超 Chao|霞 Xia|平 Ping|刚 Gang|桂英 Guiying|欣怡 Xinyi|子涵 Zihan|梓萱 Zixuan|雨桐 Yutong|浩然 Haoran|宇轩 Yuxuan|俊杰 Junjie|晨曦 Chenxi|嘉怡 Jiayi|诗涵 Shihan|博文 Bowen|天佑 Tianyou|凯 Kai|琳 Lin|倩 Qian|慧 Hui|颖 Ying|璐 Lu|莹 Ying|晶 Jing|瑶 Yao|蓉 Rong|岩 Yan|鹏 Peng|斌 Bin|宁 Ning|昊 Hao|睿 Rui|薇 Wei|菲 Fei|萌 Meng|阳 Yang|悦 Yue|航 Hang|帆 Fan|卓 Zhuo|可 Ke|心怡 Xinyi|文博 Wenbo|海燕 Haiyan|春梅 Chunmei|秋月 Qiuyue|冬青 Dongqing|永康 Yongkang|振华 Zhenhua|爱民 Aimin|素珍 Suzhen|金凤 Jinfeng|德胜 Desheng";

interface Name {
  readonly name: string;
  readonly nameLatin: string;
}

function pairs(list: string): [string, string][] {
  return list.split("|").map((entry) => entry.split(" ") as [string, string]);
}

/** Names without repetition, so that nobody in the demo bank is mistaken for a colleague. */
export function nameMaker(dice: Dice): () => Name {
  const surnames = pairs(SURNAMES);
  const given = pairs(GIVEN);
  const used = new Set<string>();
  return () => {
    for (;;) {
      const [family, familyLatin] = dice.pick(surnames);
      const [own, ownLatin] = dice.pick(given);
      const name = family + own;
      if (used.has(name)) continue;
      used.add(name);
      return { name, nameLatin: `${familyLatin} ${ownLatin}` };
    }
  };
}
