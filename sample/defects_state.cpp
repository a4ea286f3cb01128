// modernbill.md 5.6: states that contradict each other, and codes that mean nothing.
#include "sample/defect.h"

namespace tieout::sample {

namespace {

void also_services(Planting& p) {
    for (const PackageRow& row : p.book.packages)
        p.also("client_package", row.id);
}

void left_with_services(Planting& p) {
    p.client().status = p.variant({"4", "1", "5"});
    also_services(p);
}

void pending_with_services(Planting& p) {
    p.client().status = "3";
    also_services(p);
}

// Even instances on a service; odd ones on the client, where v5 then refuses all that is his.
void unknown_code(Planting& p) {
    if (p.instance % 2 == 0) {
        static constexpr std::string_view codes[] = {"8", "0", "", "active"};
        PackageRow& row = p.service_alone();
        row.status = codes[p.instance / 2 % 4];
        p.at("client_package", row.id, "status \"" + row.status + "\"");
        return;
    }
    static constexpr std::string_view codes[] = {"8", "active", "6"};
    ClientRow& client = p.client();
    client.status = codes[p.instance / 2 % 3];
    p.at("client_info", client.id, "status \"" + client.status + "\"");
    p.also_all_of_client();
}

}  // namespace

void add_state_defects(std::vector<Defect>& defects) {
    using enum Share;
    defects.insert(
        defects.end(),
        {{81, common, "active services of a client who left", left_with_services, true},
         {82, common, "active services of a pending client", pending_with_services, true},
         {83, usual, "a status that is no status", unknown_code}});
}

}  // namespace tieout::sample
