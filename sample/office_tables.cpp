// The office as cells of v4's tables.
#include <array>

#include "sample/tables.h"

namespace tieout::sample {

namespace {

constexpr std::int64_t day = 86'400;

std::uint64_t write_administrators(db::Writer& writer, const Office& office) {
    TableSink sink(writer, "admin",
                   {"admin_id", "admin_realname", "admin_email", "admin_username", "admin_password",
                    "admin_level"});
    for (const Administrator& row : office.administrators) {
        sink.whole(row.id).text(row.name).text(row.email).text(row.username).text(row.password);
        sink.whole(row.level).end_row();
    }
    sink.finish();
    return sink.rows();
}

std::uint64_t write_todos(db::Writer& writer, const Host& host) {
    TableSink sink(writer, "todo_list",
                   {"todo_id", "todo_title", "todo_desc", "admin_id", "todo_status", "todo_due",
                    "todo_stamp"});
    for (const Todo& row : host.catalogue.office.todos) {
        const auto on = [&](int after) {
            return host.calendar.midnight(Date{host.opened.days + after});
        };
        sink.whole(row.id).text(row.title).text(row.description).whole(row.administrator);
        sink.text(row.status).whole(row.due_day == 0 ? 0 : on(row.due_day));
        sink.whole(on(row.written_day) + 10 * 3600).end_row();
    }
    sink.finish();
    return sink.rows();
}

std::uint64_t write_templates(db::Writer& writer, const Host& host) {
    TableSink sink(writer, "email_config",
                   {"email_id", "email_title", "email_heading", "email_body", "email_footer",
                    "email_signature", "email_stamp"});
    for (const Template& row : host.catalogue.office.templates) {
        sink.whole(row.id).text(row.title).text(row.heading).text(row.body).text(row.footer);
        sink.text(row.signature).whole(host.calendar.midnight(host.opened)).end_row();
    }
    sink.finish();
    return sink.rows();
}

std::uint64_t write_bans(db::Writer& writer, const Host& host) {
    TableSink sink(writer, "banned_config",
                   {"ban_id", "ban_type", "ban_string", "ban_message", "ban_count", "ban_status",
                    "ban_last_stamp"});
    const UnixTime opened = host.calendar.midnight(host.opened);
    for (const Ban& row : host.catalogue.office.bans) {
        sink.whole(row.id).whole(row.kind).text(row.value).text(row.message).whole(row.hits);
        sink.whole(row.status).whole(row.hits == 0 ? 0 : opened + row.hits * day + 4711).end_row();
    }
    sink.finish();
    return sink.rows();
}

std::uint64_t write_categories(db::Writer& writer, const Office& office) {
    TableSink sink(writer, "faq_categories", {"cid", "cname", "ctype"});
    for (const QuestionCategory& row : office.categories)
        sink.whole(row.id).text(row.name).whole(row.audience).end_row();
    sink.finish();
    return sink.rows();
}

std::uint64_t write_questions(db::Writer& writer, const Office& office) {
    TableSink sink(writer, "faq_questions", {"fid", "cid", "question", "answer", "timestamp"});
    for (const Question& row : office.questions) {
        sink.whole(row.id).whole(row.category).text(row.question).text(row.answer).text(row.dated);
        sink.end_row();
    }
    sink.finish();
    return sink.rows();
}

std::uint64_t write_news(db::Writer& writer, const Office& office) {
    TableSink sink(writer, "client_news",
                   {"ID", "Subject", "Post_user", "Post_email", "Date", "Time", "Headline_date",
                    "Date_time", "Text", "mainpage", "mainid"});
    for (const NewsItem& row : office.news) {
        sink.whole(row.id).text(row.subject).text("renee").text("renee@host.example");
        sink.text(row.date).text(row.time).text(row.date).text(row.date + " " + row.time);
        sink.text(row.text).text(row.front_page ? "Y" : "N").whole(row.front_page ? 1 : 0);
        sink.end_row();
    }
    sink.finish();
    return sink.rows();
}

std::uint64_t write_queries(db::Writer& writer, const Office& office) {
    TableSink sink(writer, "myquery", {"myqueryID", "mydatabase", "myquery", "title"});
    for (const SavedQuery& row : office.queries)
        sink.whole(row.id).text("modernbill").text(row.sql).text(row.title).end_row();
    sink.finish();
    return sink.rows();
}

// What is counted or kept only while somebody looks; it does not move.
std::map<std::string, std::uint64_t> write_passing(db::Writer& writer, const Host& host) {
    const UnixTime opened = host.calendar.midnight(host.opened);
    TableSink looked_up(writer, "whois_stats",
                        {"ws_id", "ws_domain", "ws_qty", "ws_from", "ws_stamp"});
    for (std::int64_t id = 1; id <= 5; ++id)
        looked_up.whole(id)
            .text("name" + std::to_string(id) + ".example")
            .whole(id * 3)
            .text("192.0.2." + std::to_string(id))
            .whole(opened + id * day)
            .end_row();
    looked_up.finish();
    TableSink sessions(writer, "sessions", {"id", "data"});
    sessions.text("5d41402abc4b2a76b9719d911017c592").text("admin|s:5:\"renee\";").end_row();
    sessions.finish();
    return {{"whois_stats", looked_up.rows()}, {"sessions", sessions.rows()}};
}

}  // namespace

std::map<std::string, std::uint64_t> write_office(db::Writer& writer, const Host& host) {
    const Office& office = host.catalogue.office;
    std::map<std::string, std::uint64_t> rows = write_passing(writer, host);
    rows.merge(
        std::map<std::string, std::uint64_t>{{"admin", write_administrators(writer, office)},
                                             {"todo_list", write_todos(writer, host)},
                                             {"email_config", write_templates(writer, host)},
                                             {"banned_config", write_bans(writer, host)},
                                             {"faq_categories", write_categories(writer, office)},
                                             {"faq_questions", write_questions(writer, office)},
                                             {"client_news", write_news(writer, office)},
                                             {"myquery", write_queries(writer, office)}});
    return rows;
}

}  // namespace tieout::sample
