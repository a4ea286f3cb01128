#include "cutover/archive_secrets.h"

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/pem.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/hex.h"
#include "db/mysql_sql.h"

namespace tieout::cutover {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

struct Frees {
    void operator()(std::FILE* file) const { std::fclose(file); }
    void operator()(X509* certificate) const { X509_free(certificate); }
    void operator()(CMS_ContentInfo* content) const { CMS_ContentInfo_free(content); }
    void operator()(BIO* chain) const { BIO_free_all(chain); }
};
template <typename Handle>
using Owned = std::unique_ptr<Handle, Frees>;

Owned<X509> read_certificate(const fs::path& file) {
    const Owned<std::FILE> opened(std::fopen(file.c_str(), "rb"));
    if (!opened)
        throw Error(Fault::usage, "the certificate " + file.string() +
                                      " cannot be read: " + std::strerror(errno));
    Owned<X509> certificate(PEM_read_X509(opened.get(), nullptr, nullptr, nullptr));
    ERR_clear_error();
    if (!certificate)
        throw Error(Fault::usage,
                    file.string() +
                        " holds no certificate: make one with `openssl req -x509 -newkey rsa:4096 "
                        "-keyout secrets.key -out secrets.pem -subj /CN=secrets -days 3650`");
    return certificate;
}

// Encrypts what is written to it, as it comes.
class Envelope {
public:
    Envelope(const fs::path& certificate, const fs::path& file) : file_(file) {
        const Owned<X509> whose = read_certificate(certificate);
        STACK_OF(X509)* all = sk_X509_new_null();
        sk_X509_push(all, whose.get());
        content_.reset(
            CMS_encrypt(all, nullptr, EVP_aes_256_gcm(), CMS_BINARY | CMS_STREAM | CMS_PARTIAL));
        sk_X509_free(all);
        BIO* const out = BIO_new_file(file.c_str(), "wb");
        if (out == nullptr) fail();
        chain_.reset(out);
        BIO* const into = content_ ? BIO_new_CMS(out, content_.get()) : nullptr;
        if (into == nullptr) fail();
        (void)chain_.release();
        chain_.reset(into);
    }

    void write(const std::string& bytes) {
        if (BIO_write(chain_.get(), bytes.data(), static_cast<int>(bytes.size())) !=
            static_cast<int>(bytes.size()))
            fail();
    }
    void finish() {
        if (BIO_flush(chain_.get()) != 1) fail();
        chain_.reset();
    }

private:
    [[noreturn]] void fail() const {
        ERR_clear_error();
        throw Error(Fault::disk, "the secrets could not be encrypted into " + file_.string() +
                                     ": " + std::strerror(errno));
    }
    fs::path file_;
    Owned<CMS_ContentInfo> content_;
    Owned<BIO> chain_;
};

struct Wanted {
    db::Query query;
    std::vector<std::string> key, columns;  // of the result, in this order
};

Wanted wanted_of(const ArchivedTable& table, const db::Table& in_source, const Secrets& secrets,
                 const db::Session& source) {
    Wanted wanted;
    const auto add = [&](const std::string& sql) {
        wanted.query.sql += (wanted.query.sql.empty() ? "select " : ", ") + sql;
    };
    if (const db::Constraint* key = in_source.primary_key())
        for (const std::string& column : key->columns) {
            add(source.quote(column) + " as " +
                source.quote("k" + std::to_string(wanted.key.size())));
            wanted.key.push_back(column);
        }
    for (const ArchivedColumn* column : table.there()) {
        if (column->keeps == Keeps::all) continue;
        const std::string name = "c" + std::to_string(wanted.columns.size());
        add(secret_of(*column,
                      column->keeps == Keeps::some_rows ? secrets.kept(table.source) : RowsKept(),
                      source) +
            " as " + source.quote(name));
        if (column->type == db::ValueType::text) wanted.query.raw_columns.push_back(name);
        wanted.columns.push_back(column->name);
    }
    wanted.query.sql += " from " + source.quote(table.source);
    return wanted;
}

std::uint64_t write_table(const ArchivedTable& table, const Wanted& wanted, db::Session& source,
                          const CopyOptions& options, Envelope& envelope) {
    std::uint64_t values = 0;
    const auto stream = source.stream(wanted.query);
    for (db::RowBatch batch; stream->next(batch);) {
        if (options.stop != nullptr && *options.stop)
            throw Error(Fault::interrupted, "the archive was not finished");
        for (std::size_t row = 0; row < batch.rows(); ++row) {
            Json key = Json::object();
            for (std::size_t i = 0; i < wanted.key.size(); ++i)
                key[wanted.key[i]] = std::string(batch.at(row, i));
            for (std::size_t i = 0; i < wanted.columns.size(); ++i) {
                const std::size_t at = wanted.key.size() + i;
                if (batch.is_null(row, at)) continue;
                const Json line = Json::object({{"table", table.source},
                                                {"key", key},
                                                {"column", wanted.columns[i]},
                                                {"hex", hex(batch.at(row, at))}});
                envelope.write(line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
                ++values;
            }
        }
    }
    return values;
}

}  // namespace

void need_certificate(const fs::path& file) {
    read_certificate(file);
}

std::uint64_t write_secrets(const std::vector<ArchivedTable>& tables, const Secrets& secrets,
                            db::Session& source, const fs::path& certificate, const fs::path& file,
                            const CopyOptions& options) {
    Envelope envelope(certificate, file);
    std::uint64_t values = 0;
    for (const ArchivedTable& table : tables) {
        const db::Table* in_source = source.catalogue().find(table.source);
        if (table.absent || in_source == nullptr) continue;
        const Wanted wanted = wanted_of(table, *in_source, secrets, source);
        if (!wanted.columns.empty())
            values += write_table(table, wanted, source, options, envelope);
    }
    envelope.finish();
    return values;
}

}  // namespace tieout::cutover
