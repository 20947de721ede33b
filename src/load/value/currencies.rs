//! What currencies are called: their codes, and the signs and words that stand for them.

/// A sign or a word for a currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sign {
    /// As it is written; letters may be large or small.
    pub text: &'static str,
    /// The currency that it most likely means.
    pub code: &'static str,
    /// The others that it may mean where a column says so.
    pub others: &'static [&'static str],
}

const fn sign(text: &'static str, code: &'static str, others: &'static [&'static str]) -> Sign {
    Sign { text, code, others }
}

/// Currencies other than that of the United States whose sign is `$` too.
pub const DOLLARS: &[&str] =
    &["ARS", "AUD", "CAD", "CLP", "COP", "HKD", "MXN", "NZD", "SGD", "TWD"];

/// Signs and words, those first that begin with others.
pub const SIGNS: &[Sign] = &[
    sign("US$", "USD", &[]),
    sign("A$", "AUD", &[]),
    sign("AU$", "AUD", &[]),
    sign("C$", "CAD", &[]),
    sign("CA$", "CAD", &[]),
    sign("HK$", "HKD", &[]),
    sign("NT$", "TWD", &[]),
    sign("NZ$", "NZD", &[]),
    sign("S$", "SGD", &[]),
    sign("SG$", "SGD", &[]),
    sign("R$", "BRL", &[]),
    sign("MX$", "MXN", &[]),
    sign("$", "USD", DOLLARS),
    sign("CN¥", "CNY", &[]),
    sign("JP¥", "JPY", &[]),
    sign("RMB¥", "CNY", &[]),
    sign("¥", "CNY", &["JPY"]),
    sign("€", "EUR", &[]),
    sign("£", "GBP", &["EGP", "LBP", "SYP"]),
    sign("₹", "INR", &[]),
    sign("₩", "KRW", &["KPW"]),
    sign("₽", "RUB", &[]),
    sign("₪", "ILS", &[]),
    sign("₺", "TRY", &[]),
    sign("₫", "VND", &[]),
    sign("฿", "THB", &[]),
    sign("₱", "PHP", &[]),
    sign("₴", "UAH", &[]),
    sign("₦", "NGN", &[]),
    sign("₸", "KZT", &[]),
    sign("zł", "PLN", &[]),
    sign("RMB", "CNY", &[]),
    sign("CNH", "CNY", &[]),
    sign("NTD", "TWD", &[]),
    sign("Rs", "INR", &["LKR", "MUR", "NPR", "PKR", "SCR"]),
    sign("rupees", "INR", &["LKR", "MUR", "NPR", "PKR", "SCR"]),
    sign("rupee", "INR", &["LKR", "MUR", "NPR", "PKR", "SCR"]),
    sign("US dollars", "USD", &[]),
    sign("US dollar", "USD", &[]),
    sign("U.S. dollars", "USD", &[]),
    sign("dollars", "USD", &["AUD", "CAD", "HKD", "NZD", "SGD", "TWD"]),
    sign("dollar", "USD", &["AUD", "CAD", "HKD", "NZD", "SGD", "TWD"]),
    sign("euros", "EUR", &[]),
    sign("euro", "EUR", &[]),
    sign("pounds sterling", "GBP", &[]),
    sign("pounds", "GBP", &["EGP", "LBP", "SYP"]),
    sign("yuan", "CNY", &[]),
    sign("renminbi", "CNY", &[]),
    sign("yen", "JPY", &[]),
    sign("won", "KRW", &["KPW"]),
    sign("francs", "CHF", &["XAF", "XOF", "XPF"]),
    sign("美元", "USD", &[]),
    sign("美金", "USD", &[]),
    sign("人民币", "CNY", &[]),
    sign("人民幣", "CNY", &[]),
    sign("日元", "JPY", &[]),
    sign("日圆", "JPY", &[]),
    sign("欧元", "EUR", &[]),
    sign("歐元", "EUR", &[]),
    sign("港元", "HKD", &[]),
    sign("港币", "HKD", &[]),
    sign("英镑", "GBP", &[]),
    sign("韩元", "KRW", &[]),
    sign("新台币", "TWD", &[]),
    sign("新臺幣", "TWD", &[]),
    sign("台币", "TWD", &[]),
    sign("卢比", "INR", &["LKR", "NPR", "PKR"]),
    sign("ドル", "USD", &[]),
    sign("ユーロ", "EUR", &[]),
    sign("円", "JPY", &[]),
    sign("元", "CNY", &["TWD"]),
    sign("원", "KRW", &[]),
    sign("달러", "USD", &[]),
];

/// The codes of ISO 4217 for money in use, in order.
#[rustfmt::skip]
pub const CODES: &[&str] = &[
    "AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT",
    "BGN", "BHD", "BIF", "BMD", "BND", "BOB", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD",
    "CDF", "CHF", "CLF", "CLP", "CNY", "COP", "CRC", "CUP", "CVE", "CZK", "DJF", "DKK", "DOP",
    "DZD", "EGP", "ERN", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS", "GIP", "GMD", "GNF",
    "GTQ", "GYD", "HKD", "HNL", "HRK", "HTG", "HUF", "IDR", "ILS", "INR", "IQD", "IRR", "ISK",
    "JMD", "JOD", "JPY", "KES", "KGS", "KHR", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT", "LAK",
    "LBP", "LKR", "LRD", "LSL", "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU",
    "MUR", "MVR", "MWK", "MXN", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR",
    "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR",
    "SBD", "SCR", "SDG", "SEK", "SGD", "SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SVC", "SYP",
    "SZL", "THB", "TJS", "TMT", "TND", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD",
    "UYU", "UZS", "VED", "VES", "VND", "VUV", "WST", "XAF", "XCD", "XOF", "XPF", "YER", "ZAR",
    "ZMW",
];
