// modernbill.md 5.7: text that went through the wrong hands.
#include "sample/defect.h"

namespace tieout::sample {

namespace {

// UTF-8 read as cp1252, once and twice.
void mojibake(Planting& p) {
    p.client(p.turn(0, 2) ? "once" : "twice").first_name = p.variant({"JosÃ©", "RenÃƒÂ©e"});
}

void typographers(Planting& p) {
    p.client().company = p.variant({"Müller’s „Büro“", "€uro–Trade…", "“Best” Motors™"});
}

void question_marks(Planting& p) {
    ClientRow& client = p.client();
    if (p.turn(0, 2))
        client.first_name = "Fran?ois";
    else
        client.city = "M?nchen";
}

void nul_byte(Planting& p) {
    p.client().comments = std::string("Note\0 of the old desk", 21);
}

void slashes(Planting& p) {
    ClientRow& client = p.client();
    if (p.turn(0, 2))
        client.last_name = "O\\'Brien";
    else
        client.company = "Joe\\\\\\'s Diner";
}

void entities(Planting& p) {
    ClientRow& client = p.client();
    if (p.turn(0, 3)) client.company = "Smith &amp; Sons";
    if (p.turn(1, 3)) client.company = "Caf&eacute; Luna";
    if (p.turn(2, 3)) client.last_name = "O&#8217;Hara";
}

void markup(Planting& p) {
    p.client().comments = "<b>VIP</b> <script>alert('billing')</script>";
}

void cut_at_the_column(Planting& p) {
    std::string name =
        "The Association of Friends of the Old Harbour and its Lighthouses, Boats, "
        "Piers, Gulls and Memories";
    name.resize(100, 's');
    p.client().company = name;
}

void control_characters(Planting& p) {
    ClientRow& client = p.client(p.variant({"carriage return", "tab"}));
    client.address = p.variant({"12 Main St\r\nSuite 4", "12 Main St\tSuite 4"});
    client.address_2.reset();
}

void country(Planting& p) {
    static constexpr std::string_view variants[] = {"us", "United States", "UK", "YU", ""};
    ClientRow& client = p.client();
    client.country = variants[p.instance % 5];
    p.at("client_info", client.id, "\"" + client.country + "\"");
    if (client.country.empty()) p.tolerate();
}

void phone(Planting& p) {
    p.client().phone = p.variant({"call after 6 pm", "n/a", "555-CALL-NOW", "-"});
}

void no_name(Planting& p) {
    ClientRow& client = p.client();
    client.first_name = client.last_name = p.turn(0, 2) ? "" : "n/a";
    client.company = "Harbour Books Ltd.";
    if (p.turn(1, 2)) p.tolerate();
}

}  // namespace

void add_text_defects(std::vector<Defect>& defects) {
    using enum Share;
    Defect nul{91, rare, "a NUL byte", nul_byte};
    nul.never_on = "postgresql";
    nul.why_never = "its text holds no NUL";
    defects.insert(defects.end(),
                   {{88, usual, "UTF-8 read as cp1252", mojibake},
                    {89, usual, "cp1252 quotes, dashes and euro", typographers, true},
                    {90, usual, "letters lost to question marks", question_marks},
                    nul,
                    {92, usual, "backslashes before quotes", slashes},
                    {93, usual, "HTML entities in names", entities},
                    {94, usual, "HTML and script in comments", markup, true},
                    {95, usual, "a text cut at its column", cut_at_the_column},
                    {97, usual, "carriage returns and tabs in an address", control_characters},
                    {98, usual, "a country that is no code", country},
                    {99, usual, "a telephone that is no number", phone, true},
                    {100, usual, "a client without a name", no_name}});
}

}  // namespace tieout::sample
