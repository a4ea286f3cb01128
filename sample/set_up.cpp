// What the host set up once: catalogue, coupons, tax zones and the settings that the pack reads.
#include "sample/tables.h"

namespace tieout::sample {

namespace {

std::uint64_t write_products(db::Writer& writer, const Host& host) {
    TableSink sink(
        writer, "package_type",
        {"pack_id", "pack_name", "pack_price", "pack_setup", "pack_cost", "pack_comments",
         "pack_status", "pack_display", "email_override", "email_id", "pack_stamp"});
    const UnixTime opened = host.calendar.midnight(host.opened);
    for (const Product& product : host.catalogue.products) {
        sink.whole(product.id)
            .text(product.name)
            .text(product.price)
            .text(product.setup)
            .text("0.00");
        sink.text("").whole(product.status).whole(product.status == 2 ? 1 : 0).whole(1).whole(1);
        sink.whole(opened + product.id * 60);
        sink.end_row();
    }
    sink.finish();
    return sink.rows();
}

std::uint64_t write_coupons(db::Writer& writer, const Host& host) {
    TableSink sink(writer, "coupon_codes",
                   {"coupon_id", "coupon_code", "coupon_percent_discount", "coupon_dollar_discount",
                    "coupon_comments", "coupon_status", "coupon_start_stamp", "coupon_end_stamp",
                    "coupon_count", "coupon_max_count", "coupon_new_only", "coupon_misc1"});
    const Month opened = Month::of(host.opened);
    for (const Coupon& coupon : host.catalogue.coupons) {
        const Month from = opened + static_cast<int>(coupon.id);
        sink.whole(coupon.id).text(coupon.code).money(coupon.percent).money(coupon.dollars);
        sink.text(coupon.comments).whole(coupon.status).whole(host.calendar.first_of(from));
        sink.whole(host.calendar.first_of(from + 48)).whole(coupon.uses).whole(coupon.at_most);
        sink.whole(coupon.new_only ? 1 : 0).text(coupon.renews ? "1" : "");
        sink.end_row();
    }
    sink.finish();
    return sink.rows();
}

std::uint64_t write_zones(db::Writer& writer, const Host& host) {
    TableSink sink(writer, "tax_zones",
                   {"tid", "tax_zone", "countries_iso_2", "tax_amount", "tax_desc"});
    for (const TaxZone& zone : host.catalogue.zones) {
        sink.whole(zone.id)
            .text(zone.region)
            .text(zone.country)
            .money(zone.percent)
            .text(zone.label);
        sink.end_row();
    }
    sink.finish();
    return sink.rows();
}

// Positions as modernbill.md names them: main 12 the daily generator, 30, 31 and 33 the lists, 50
// the threshold day; payments 29 and 44 the numbers of PayPal and WorldPay, 34 to 37 the global
// tax. A field of the host's own takes ten columns of its row: active, required, label, type, …
class Config {
public:
    explicit Config(db::Writer& writer) : sink_(writer, "config", columns()) {}

    // Values by position; the rest is NULL.
    void row(const std::string& type, const std::map<int, std::string>& values) {
        sink_.text(type);
        for (int position = 1; position <= positions; ++position)
            sink_.maybe(values.contains(position) ? Text(values.at(position)) : Text());
        sink_.end_row();
    }
    std::uint64_t finish() {
        sink_.finish();
        return sink_.rows();
    }

private:
    static constexpr int positions = 50;
    static std::vector<std::string> columns() {
        std::vector<std::string> names{"config_type"};
        for (int position = 1; position <= positions; ++position)
            names.push_back("config_" + std::to_string(position));
        return names;
    }
    TableSink sink_;
};

std::map<int, std::string> five_fields(const Office& office, int first_slot) {
    std::map<int, std::string> values;
    for (const OwnField& field : office.fields) {
        if (field.slot < first_slot || field.slot >= first_slot + 5) continue;
        const int at = (field.slot - first_slot) * 10;
        values[at + 1] = "1";
        values[at + 2] = field.required ? "1" : "0";
        values[at + 3] = field.label;
        values[at + 4] = field.type;
    }
    return values;
}

std::uint64_t write_config(db::Writer& writer, const Office& office) {
    Config config(writer);
    config.row("main", {{12, "0"},
                        {30, "None,OpenSRS,eNom"},
                        {31, "Linux,Windows"},
                        {33, "web1,web2,web3"},
                        {50, "20"}});
    config.row("payments", {{29, office.paypal_number},
                            {34, "0"},
                            {35, "1"},
                            {36, ""},
                            {37, "0.00"},
                            {44, office.worldpay_number}});
    config.row("client_extras_1_5", five_fields(office, 1));
    config.row("client_extras_6_10", five_fields(office, 6));
    return config.finish();
}

}  // namespace

std::map<std::string, std::uint64_t> write_set_up(db::Writer& writer, const Host& host) {
    return {{"package_type", write_products(writer, host)},
            {"coupon_codes", write_coupons(writer, host)},
            {"tax_zones", write_zones(writer, host)},
            {"config", write_config(writer, host.catalogue.office)}};
}

}  // namespace tieout::sample
