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
// the threshold day; payments 34 to 37 the global tax.
std::uint64_t write_config(db::Writer& writer) {
    TableSink sink(writer, "config",
                   {"config_type", "config_12", "config_30", "config_31", "config_33", "config_34",
                    "config_35", "config_36", "config_37", "config_50"});
    sink.text("main")
        .text("0")
        .text("None,OpenSRS,eNom")
        .text("Linux,Windows")
        .text("web1,web2,web3");
    sink.null().null().null().null().text("20").end_row();
    sink.text("payments").null().null().null().null().text("0").text("1").text("").text("0.00");
    sink.null().end_row();
    sink.finish();
    return sink.rows();
}

}  // namespace

std::map<std::string, std::uint64_t> write_set_up(db::Writer& writer, const Host& host) {
    return {{"package_type", write_products(writer, host)},
            {"coupon_codes", write_coupons(writer, host)},
            {"tax_zones", write_zones(writer, host)},
            {"config", write_config(writer)}};
}

}  // namespace tieout::sample
