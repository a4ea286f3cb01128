-- Every server that a log-in or a package names, written one way.
select lower(trim(d.server)) as hostname from account_details d where trim(d.server) <> ''
union
select lower(trim(p.server)) from client_package p where trim(p.server) <> ''
