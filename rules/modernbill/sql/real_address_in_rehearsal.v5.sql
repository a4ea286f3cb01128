-- Everything by which v5 or its staff could mail somebody, in a v5 that says it is defanged.
select 'account_contact' as holder, 'email' as field, source_ref as number, email as address from account_contact
where email like '%_@_%' and email not like '%@${rehearsal_domain}'
  and exists (select 1 from rehearsal r where r.name = 'defanged')
union all
select 'app_user' as holder, 'email' as field, source_ref as number, email as address from app_user
where email like '%_@_%' and email not like '%@${rehearsal_domain}'
  and exists (select 1 from rehearsal r where r.name = 'defanged')
union all
select 'app_user' as holder, 'username' as field, source_ref as number, username as address from app_user
where username like '%_@_%' and username not like '%@${rehearsal_domain}'
  and exists (select 1 from rehearsal r where r.name = 'defanged')
union all
select 'staff' as holder, 'email' as field, source_ref as number, email as address from staff
where email like '%_@_%' and email not like '%@${rehearsal_domain}'
  and exists (select 1 from rehearsal r where r.name = 'defanged')
union all
select 'staff' as holder, 'username' as field, source_ref as number, username as address from staff
where username like '%_@_%' and username not like '%@${rehearsal_domain}'
  and exists (select 1 from rehearsal r where r.name = 'defanged')
union all
select 'news' as holder, 'author_email' as field, source_ref as number, author_email as address from news
where author_email like '%_@_%' and author_email not like '%@${rehearsal_domain}'
  and exists (select 1 from rehearsal r where r.name = 'defanged')
union all
select 'hosting_mailbox' as holder, 'username' as field, source_ref as number, username as address from hosting_mailbox
where username like '%_@_%' and username not like '%@${rehearsal_domain}'
  and exists (select 1 from rehearsal r where r.name = 'defanged')
