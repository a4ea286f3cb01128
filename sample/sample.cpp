#include "sample/sample.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "base/error.h"
#include "sample/hosting.h"
#include "sample/plan.h"
#include "sample/service_tables.h"
#include "sample/tables.h"

namespace tieout::sample {

namespace {

constexpr std::int64_t most_clients = 5'000'000;  // ids of their rows stay within INT(11)

std::string read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file)
        throw Error(Fault::usage,
                    path.string() + " cannot be read; it makes v4's tables. Which pack is meant?");
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

Host host_of(const Options& options) {
    const std::optional<Date> as_of = Date::parse(options.as_of);
    if (!as_of || as_of->civil().year < 1995 || as_of->civil().year > 2020)
        throw Error(Fault::usage,
                    "as-of date \"" + options.as_of + "\": expected YYYY-MM-DD, 1995 to 2020");
    if (options.clients < 1 || options.clients > most_clients)
        throw Error(Fault::usage,
                    std::to_string(options.clients) + " clients: expected 1 to 5000000");
    const int year = as_of->civil().year - 3;
    return {options.seed, options.clients,   *Date::from_civil(year, 1, 7),
            *as_of,       Catalogue::make(), LocalCalendar(options.zone)};
}

std::vector<std::string> all_tables() {
    std::vector<std::string> tables = sample_tables();
    tables.insert(tables.end(), service_tables().begin(), service_tables().end());
    return tables;
}

void prepare_tables(const Options& options, db::Writer& into) {
    std::size_t present = 0;
    for (const std::string& table : all_tables()) {
        if (into.catalogue().find(table) == nullptr) continue;
        ++present;
        if (!into.query("select 1 from " + into.quote(table) + " limit 1").rows.empty())
            throw Error(
                Fault::usage,
                "table " + table + " already holds rows; a sample goes into an empty database");
    }
    if (present == all_tables().size()) return;
    if (present > 0)
        throw Error(Fault::usage,
                    "some of v4's tables are there and some are not; a sample goes into an empty "
                    "database, or into all of v4's tables");
    const std::string file = std::string(db::name(into.engine())) + ".sql";
    into.run_script(read_file(options.pack / "v4" / file));
}

void plant_set_up(const Plan& plan, Host& host, Manifest& manifest) {
    for (const SetUpDefect& defect : plan.set_up)
        for (int instance = 0;
             instance < std::min(times(defect.share, host.clients), std::int64_t{defect.at_most});
             ++instance) {
            Planted entry;
            entry.problem = defect.problem;
            entry.title = defect.title;
            entry.tolerated = defect.tolerated;
            defect.plant(host.catalogue, instance, entry);
            manifest.planted.push_back(std::move(entry));
        }
}

class Making {
public:
    Making(Host host, Plan plan, db::Writer& into, Manifest& manifest)
        : host_(std::move(host)), plan_(std::move(plan)), into_(into), manifest_(manifest) {}

    void run() {
        plant_set_up(plan_, host_, manifest_);
        for (std::int64_t client = 0; client < host_.clients; ++client)
            ids_.count(live(host_, client, plan_.shape_of(client)));
        ids_.begin();
        manifest_.rows = write_set_up(into_, host_);
        manifest_.rows.merge(write_office(into_, host_));
        manifest_.rows.merge(write_selling(into_, host_));
        BookTables tables(into_);
        ServiceTables services(into_);
        for (std::int64_t client = 0; client < host_.clients; ++client) {
            const Book book = book_of(client);
            tables.write(book);
            services.write(book);
        }
        tables.finish();
        services.finish();
        manifest_.rows.merge(tables.rows());
        manifest_.rows.merge(services.rows());
        manifest_.not_plantable = plan_.not_plantable;
    }

private:
    Book book_of(std::int64_t client) {
        Book book = live(host_, client, plan_.shape_of(client));
        ids_.number(book);
        add_hosting(host_, book);
        const auto partner = plan_.partners.find(client);
        if (partner != plan_.partners.end())
            partner->second = {book.client, book.packages.at(0), book.domains.at(0)};
        const auto victim = plan_.victims.find(client);
        if (victim != plan_.victims.end()) plant(book, victim->second);
        return book;
    }

    void plant(Book& book, const Assignment& assignment) {
        const Defect& defect = plan_.defects[assignment.defect];
        if (defect.never_on == db::name(into_.engine())) return;
        Planted entry;
        entry.problem = defect.problem;
        entry.title = defect.title;
        entry.tolerated = defect.tolerated;
        const auto partner = plan_.partners.find(assignment.partner);
        Planting planting(host_, book, ids_,
                          partner == plan_.partners.end() ? nullptr : &partner->second,
                          assignment.instance, entry);
        defect.plant(planting);
        manifest_.planted.push_back(std::move(entry));
    }

    Host host_;
    Plan plan_;
    db::Writer& into_;
    Manifest& manifest_;
    Numbering ids_;
};

}  // namespace

Manifest make(const Options& options, db::Writer& into) {
    Manifest manifest;
    manifest.seed = options.seed;
    manifest.clients = options.clients;
    manifest.zone = options.zone;
    manifest.as_of = options.as_of;
    manifest.engine = db::name(into.engine());
    Host host = host_of(options);
    Plan planned = plan(options.defects, options.clients, options.seed, into.engine());
    prepare_tables(options, into);
    Making(std::move(host), std::move(planned), into, manifest).run();
    for (const std::string& table : all_tables()) {
        into.advance_sequences(table);
        into.analyze(table);
    }
    into.commit();
    return manifest;
}

}  // namespace tieout::sample
