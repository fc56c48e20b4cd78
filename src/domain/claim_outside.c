/* Other cities and counties, by 市 and 县 behind two or three characters, and by the short names of cities. */
#include "domain/claim_outside.h"

#include <string.h>
#include <wchar.h>

#include "domain/claim_words.h"
#include "text/runes.h"

#define N(a) (sizeof(a) / sizeof *(a))

enum { UNKNOWN_MAX = 4 }; /* 洛阳市, 驻马店市 */

/* Cities and provinces by their short names (GB/T 2260), but for those that are words as well (日照, 来宾, 白银, 大同, 安康): where
 * the tree has the name it is the tree's. */
static const struct words cities[] = {
    {MENTION_OUTSIDE, NULL,
     "石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 太原 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁 "
     "呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 "
     "阜新 辽阳 盘锦 铁岭 葫芦岛 长春 通化 松原 哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 "
     "黑河 绥化 南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 杭州 宁波 温州 嘉兴 湖州 绍兴 "
     "金华 衢州 舟山 台州 丽水 合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 "
     "福州 厦门 莆田 泉州 漳州 南平 龙岩 宁德 南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶 济南 青岛 "
     "淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 临沂 德州 聊城 滨州 菏泽 郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 "
     "濮阳 许昌 漯河 南阳 商丘 信阳 周口 驻马店 济源 三门峡 武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 "
     "随州 恩施 长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 广州 韶关 深圳 珠海 汕头 佛山 "
     "江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 潮州 揭阳 云浮 南宁 柳州 桂林 梧州 北海 防城港 钦州 "
     "贵港 玉林 百色 贺州 河池 崇左 海口 三亚 儋州 成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 "
     "宜宾 广安 达州 雅安 巴中 资阳 贵阳 六盘水 遵义 安顺 毕节 铜仁 昆明 曲靖 玉溪 保山 昭通 丽江 临沧 拉萨 西安 "
     "铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 商洛 兰州 嘉峪关 金昌 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 西宁 海东 "
     "银川 石嘴山 固原 乌鲁木齐 克拉玛依 吐鲁番 哈密 北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 "
     "江西 山东 湖北 湖南 广东 广西 海南 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆"},
};
static const char *const they[] = {"人家", "兄弟市", "邻市", "外市"};

/* What ends like a city or county and is none, and what a city or county may not be followed by. */
static const char *const no_names[] = {"城市", "超市", "门市", "上市", "夜市", "集市", "都市", "县市",   "各市",
                                       "各县", "该市", "区县", "州县", "入市", "股市", "菜市", "农贸市", "郊县"};
/* Who does something with the city or county: 联合县教体局, 配合市供热企业. */
static const char *const joins[] = {"联合", "配合", "协助", "会同", "协同", "依托", "通过", "委托", "邀请", "根据", "按照"};
static const char *const no_followers[] = {"场", "民", "政", "级", "委", "直",   "容", "域",
                                           "城", "道", "区", "长", "里", "下达", "定"};

struct outside {
    const struct place_names *names;
    const struct lexicon *cities; /* all, also ours */
};

struct outside *outside_new(struct arena *mem, const struct place_names *names)
{
    struct outside *outside = arena_alloc(mem, sizeof *outside);

    *outside = (struct outside){names, lexicon_of_words(mem, cities, N(cities))};
    return outside;
}

bool is_of_thing(const int32_t *s, size_t at, size_t end)
{
    static const char *const things[] = {"路",   "街", "大道", "河",   "湖",   "桥",   "大桥", "山", "公园", "高速",
                                         "国道", "站", "西站", "东站", "南站", "北站", "段",   "籍", "人",   "苹果"};

    return words_stand(s, at, end, things, N(things));
}

/* 洛阳市, 山西省平陆县 */
static bool is_unknown(const struct outside *outside, const int32_t *s, size_t at, size_t end, struct span *ret)
{
    size_t known;

    if (at + 3 < end && s[at + 2] == L'省')
        at += 3;
    for (size_t i = at + 2; i < end && i < at + UNKNOWN_MAX && rune_is_han(s[i - 1]) && rune_is_han(s[i - 2]); i++) {
        if ((s[i] != L'市' && s[i] != L'县') || lexicon_before(outside->names->lexicon, s, at, i + 1, &known))
            continue;
        if (!wcschr(L"运晋宣盐聊诸", s[i - 2]) && words_end(s, at, i + 1, no_names, N(no_names)))
            return false;
        if (words_end(s, at, i, joins, N(joins)))
            return false;
        *ret = (struct span){at, i + 1};
        return !words_stand(s, i + 1, end, no_followers, N(no_followers));
    }
    return false;
}

/* 洛阳; not the short name of our own city. */
static bool is_other_city(const struct outside *outside, const int32_t *s, size_t at, size_t end, size_t *ret_length)
{
    const struct word *row = lexicon_at(outside->cities, s, at, end, ret_length);

    return row && !is_of_thing(s, at + *ret_length, end) &&
           strncmp(outside->names->tree->city->name, row->text, strlen(row->text)) != 0;
}

bool outside_at(const struct outside *outside, const int32_t *s, size_t at, size_t end, struct span *ret)
{
    size_t length = 0;

    if (is_unknown(outside, s, at, end, ret))
        return true;
    if (!is_other_city(outside, s, at, end, &length))
        for (size_t i = length = 0; i < N(they) && !length; i++)
            length = words_at(s, at, end, they[i]);
    *ret = (struct span){at, at + length};
    return length > 0;
}
