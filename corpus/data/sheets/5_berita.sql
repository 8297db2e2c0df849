SELECT -- Berita: satu baris untuk setiap berita.
  a.title AS "Judul berita", -- Judul berita.
  a.outlet AS "Media", -- Nama media.
  a.published AS "Tanggal terbit", -- Tanggal berita terbit.
  a.url AS "Tautan berita", -- Alamat berita.
  (SELECT count(*) FROM mentions AS m WHERE m.article_id = a.id) AS "Jumlah inovasi", -- Banyaknya inovasi yang disebut.
  a.id AS "ID berita" -- Tanda pengenal berita.
FROM articles AS a
WHERE a.id IN (SELECT value FROM json_each(:articles))
ORDER BY a.published IS NULL, a.published DESC, a.id
