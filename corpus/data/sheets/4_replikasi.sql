SELECT -- Replikasi: satu baris untuk setiap daerah yang belajar dari daerah lain.
  v.innovation_name AS "Inovasi", -- Kosong bila berita tidak menyebut namanya.
  v.from_name AS "Daerah asal", -- Daerah tempat belajar.
  v.to_name AS "Daerah yang meniru", -- Daerah yang belajar.
  CASE v.kind WHEN 'study_visit' THEN 'kunjungan belajar' WHEN 'planned' THEN 'direncanakan'
    WHEN 'agreement' THEN 'kesepakatan' WHEN 'adopted' THEN 'diterapkan' END AS "Tahap", -- Kunjungan belajar, direncanakan, kesepakatan, atau diterapkan.
  v.quote AS "Kutipan", -- Kalimat yang menjadi bukti.
  v.title AS "Judul berita", -- Judul berita.
  v.outlet AS "Media", -- Nama media.
  v.published AS "Tanggal terbit", -- Tanggal berita terbit.
  v.url AS "Tautan berita", -- Alamat berita.
  v.confidence AS "Keyakinan", -- Seberapa yakin mesin, dari 0 sampai 1.
  v.review_status AS "Status", -- Otomatis: ditemukan mesin; diperiksa: sudah dibaca orang; ditolak: keliru.
  v.innovation_id AS "ID inovasi", -- Kosong bila tidak ada inovasi yang disebut.
  v.article_id AS "ID berita" -- Tanda pengenal berita.
FROM v_replications AS v
WHERE v.article_id IN (SELECT value FROM json_each(:articles))
  AND (v.innovation_id IN (SELECT value FROM json_each(:innovations))
    OR (:all_facts AND v.innovation_id IS NULL))
ORDER BY v.published IS NULL, v.published DESC, v.article_id, v.from_region, v.to_region, v.quote
