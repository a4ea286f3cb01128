// What the host sells beside its packages: features, add-ons by package, domains by ending.
#include "sample/service_tables.h"

namespace tieout::sample {

namespace {

std::uint64_t write_features(db::Writer& writer, const Host& host) {
    TableSink sink(writer, "package_feature",
                   {"feature_id", "pack_id", "feature_name", "feature_comments", "feature_stamp"});
    const UnixTime opened = host.calendar.midnight(host.opened);
    for (const Product& product : host.catalogue.products) {
        if (product.kind != ProductKind::hosting || product.share == 0) continue;
        for (int nth = 1; nth <= 2; ++nth) {
            sink.whole(product.id * 10 + nth).whole(product.id);
            sink.text(nth == 1 ? std::to_string(product.id * 50) + " MB of disk" : "PHP & MySQL");
            sink.text(nth == 1 ? "" : "Caf\u00e9 page explains it").whole(opened);
            sink.end_row();
        }
    }
    sink.finish();
    return sink.rows();
}

// Every add-on with every active package; one that was sold with another once is inactive.
std::uint64_t write_relationships(db::Writer& writer, const Host& host) {
    TableSink sink(writer, "package_relationships",
                   {"pr_id", "parent_pack_id", "child_pack_id", "pr_status"});
    std::int64_t number = 0;
    for (const Product& child : host.catalogue.products)
        for (const Product& parent : host.catalogue.products) {
            if (child.kind != ProductKind::addon || parent.kind != ProductKind::hosting) continue;
            if (parent.share == 0) continue;
            sink.whole(++number).whole(parent.id).whole(child.id).whole(parent.status);
            sink.end_row();
        }
    sink.finish();
    return sink.rows();
}

std::vector<std::string> tld_columns() {
    std::vector<std::string> columns{"tld_id",          "tld_extension",   "tld_name",
                                     "tld_accepted",    "tld_auto_search", "tld_transfer",
                                     "tld_whois_server"};
    for (int years = 1; years <= 10; ++years)
        columns.push_back("tld_" + std::to_string(years) + "y");
    columns.insert(columns.end(), {"registrar_id", "pack_id"});
    return columns;
}

std::uint64_t write_tlds(db::Writer& writer, const Host& host) {
    TableSink sink(writer, "tld_config", tld_columns());
    std::int64_t number = 0;
    for (const Tld& tld : host.catalogue.tlds) {
        sink.whole(++number).text(tld.ending).text("Register of " + std::string(tld.ending));
        sink.whole(tld.share == 0 ? 2 : 1).whole(1).money(tld.a_year).text("whois.example.net");
        for (int years = 1; years <= 10; ++years)
            sink.money(tld.a_year * Decimal::of(years));
        sink.whole(tld.product == 16 ? 2 : 4).whole(tld.product);
        sink.end_row();
    }
    sink.finish();
    return sink.rows();
}

}  // namespace

std::map<std::string, std::uint64_t> write_selling(db::Writer& writer, const Host& host) {
    return {{"package_feature", write_features(writer, host)},
            {"package_relationships", write_relationships(writer, host)},
            {"tld_config", write_tlds(writer, host)}};
}

}  // namespace tieout::sample
